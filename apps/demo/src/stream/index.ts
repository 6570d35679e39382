export { type DemoState, readState, writeState } from './demo-state.ts';
export { createSender } from './sender.ts';
export { sendHistory, sendStream, truthFile } from './stream.ts';
