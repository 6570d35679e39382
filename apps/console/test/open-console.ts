import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../../test/browser.ts';
import { type Fixture, type FixtureOptions, startFixture } from './fixtures/server.ts';

export interface Opened {
  readonly page: Page;
  readonly fixture: Fixture;
  /** Faults that the page reported: exceptions, and what the content policy forbade. */
  readonly faults: string[];
}
export interface Bench {
  /** A page of its own on a fixture server of its own; `use` gets it, and both are closed afterwards. */
  readonly open: (
    options: { readonly fixture?: FixtureOptions; readonly context?: BrowserContextOptions },
    use: (opened: Opened) => Promise<void>,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Builds the console into a folder of its own and starts a browser: once for a file of tests. */
export async function startBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'cordon-console-'));
  await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true },
  });
  const browser: Browser = await launchBrowser();
  return {
    open: async ({ fixture: wanted = {}, context: asked = {} }, use) => {
      const fixture = await startFixture({ ...wanted, folder });
      const context = await browser.newContext({
        viewport: { width: 1366, height: 800 },
        timezoneId: 'Europe/London',
        ...asked,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        // A refused request is part of some journeys; everything else that is an error is a fault.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          faults.push(message.text());
      });
      try {
        await use({ page, fixture, faults });
      } finally {
        await context.close();
        await fixture.close();
      }
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
