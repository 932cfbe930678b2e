import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The page of dossiers as one file: its program and its style stand in it, and it may ask nobody for anything. */
function onePage(): Plugin {
  return {
    name: 'one-page',
    enforce: 'post',
    generateBundle(_options, bundle) {
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === 'chunk') script += part.code;
        else if (name.endsWith('.css')) style += String(part.source);
        delete bundle[name];
      }
      // Neither may end its element.
      script = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
      this.emitFile({ type: 'asset', fileName: 'dossier.html', source: pageOf(script, style) });
    },
  };
}

function pageOf(script: string, style: string): string {
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  // Meshes of models are unpacked by WebAssembly; clips and pictures are addresses of the page's own.
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    'img-src data: blob:',
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>事件案卷</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<div id="root"></div>',
    `<script type="module">${script}</script>`,
    '<script type="application/vnd.twin.dossier" id="records">',
    '</script>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** What a dossier opens as: built into one file that the server writes the records into. */
export default defineConfig({
  root: 'twin-client',
  publicDir: false,
  plugins: [react(), onePage()],
  build: {
    outDir: fileURLToPath(new URL('./dist/dossier', import.meta.url)),
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 6_000,
    rolldownOptions: {
      input: fileURLToPath(new URL('./twin-client/src/dossier.tsx', import.meta.url)),
      output: { codeSplitting: false },
    },
  },
});
