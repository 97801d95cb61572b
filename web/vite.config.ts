/**
 * Builds the page: `vite build web` puts it into dist/web, from where the gateway serves it under `/farthing/`.
 * @module
 */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/farthing/',
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The policy allows no inline script, and a data: style sheet is one more thing that a reader must trust.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: false } },
  },
})
