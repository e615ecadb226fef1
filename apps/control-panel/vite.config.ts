import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { compressedFiles } from '../../tools/build/compressed-files.ts';
import { libraryAliases } from '../../tools/build/server-app.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressedFiles()],
  resolve: { alias: libraryAliases },
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/apps/control-panel'),
    emptyOutDir: true,
    target: ['chrome116', 'edge116', 'firefox124', 'safari17.4'],
    // Packages change seldom: a new release of the panel leaves them in the browser's cache. What only one screen
    // needs, such as charts, is loaded with that screen.
    rolldownOptions: {
      // Words do nothing but stand there: each screen's come with it, not all of them with the first page.
      treeshake: { moduleSideEffects: [{ test: /\/lib\/strings\//, sideEffects: false }] },
      output: {
        codeSplitting: { groups: [{ name: 'packages', test: /node_modules/, tags: ['$initial'] }] },
      },
    },
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
