import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const client = createRequire(new URL('./twin-client/package.json', import.meta.url));
const CESIUM = join(dirname(client.resolve('cesium/package.json')), 'Build/Cesium');
const CESIUM_FOLDERS = ['Workers', 'Assets', 'ThirdParty', 'Widgets'];
const CLIENT = fileURLToPath(new URL('./dist/client', import.meta.url));

/** Types a browser insists on; the rest it finds out by itself. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** Cesium's workers and data files below /cesium: copied into the build, served from the package while developing. */
function cesiumAssets(): Plugin {
  return {
    name: 'cesium-assets',
    configureServer: (server) => {
      server.middlewares.use('/cesium', (request, response, next) => {
        const file = join(CESIUM, new URL(request.url ?? '/', 'http://localhost').pathname);
        if (!existsSync(file) || !statSync(file).isFile()) return next();
        response.setHeader('Content-Type', CONTENT_TYPES[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
    writeBundle: () => {
      for (const folder of CESIUM_FOLDERS) {
        cpSync(join(CESIUM, folder), join(CLIENT, 'cesium', folder), { recursive: true });
      }
    },
  };
}

const server = `http://127.0.0.1:${process.env.TWIN_PORT || 8080}`;

/** The client's build, and its development server in front of a running twin-server. */
export default defineConfig({
  root: 'twin-client',
  plugins: [react(), cesiumAssets()],
  define: { CESIUM_BASE_URL: JSON.stringify('/cesium/') },
  build: {
    outDir: CLIENT,
    emptyOutDir: true,
    // Nothing inlined as data: URLs, which the content security policy does not allow for scripts and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 6_000,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': server,
      '/tilesets': server,
      '/terrain': server,
      '/models': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
