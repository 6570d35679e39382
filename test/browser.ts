import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--mute-audio',
];

/**
 * Headless Chromium from an npm package: nothing has to be installed on the machine. Where system libraries are
 * missing the package brings its own, which it unpacks when it believes to run on a function service; hence the variable.
 */
export async function launchBrowser(): Promise<Browser> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const executablePath = await chromium.executablePath();
  const root = process.getuid?.() === 0;
  return playwright.launch({
    executablePath,
    headless: true,
    args: [...quiet, ...(root ? ['--no-sandbox'] : [])],
  });
}
