import { routes } from '@cordon/api';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Gives the client method and path of every operation as `virtual:operations`, taken from the schemas when the
 * console is built, so that the schemas themselves and their library stay out of the bundle.
 */
function operations(): Plugin {
  const id = 'virtual:operations';
  return {
    name: 'cordon-operations',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null;
      const table = Object.fromEntries(
        Object.entries(routes).map(([name, route]) => [name, [route.method, route.path]]),
      );
      return `export const operations = ${JSON.stringify(table)};`;
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), operations()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The server's policy forbids data: scripts and inline styles; everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env.CORDON_API ?? 'http://127.0.0.1:8080' },
  },
});
