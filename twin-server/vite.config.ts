import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What Node runs: the server's command line, the workers of bake, index, tables, history, sight and throws and the demo's simulator, since Node 20 does not read
 * TypeScript. Our own packages are bundled, and earcut, of which other
 * packages bring older versions to where the bundle would find them; everything else is imported from node_modules.
 */
export default defineConfig({
  root: file('.'),
  ssr: { noExternal: ['twin-core', 'earcut'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: file('../dist'),
    emptyOutDir: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        'server/cli': file('src/cli.ts'),
        'server/bake-worker': file('src/bake/ifc/worker.ts'),
        'server/index-worker': file('src/models/index-worker.ts'),
        'server/table-worker': file('src/base/files/table-worker.ts'),
        'server/history-worker': file('src/history/history-worker.ts'),
        'server/sight-worker': file('src/sight/sight-worker.ts'),
        'server/throw-worker': file('src/facilities/falling-objects/throw-worker.ts'),
        'demo/simulator': file('../twin-demo/src/simulator/main.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'server/[name]-[hash].js' },
    },
  },
});
