/** A reader that never ends. */
setInterval(() => undefined, 1000);
