import type { Endpoint } from './endpoint.ts';
import { API_ROOT } from './mount.ts';
import { PROBLEMS } from './problem.ts';

const STYLE = `
body { font: 16px/1.5 system-ui, "Noto Sans SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b2026; background: #fff }
h1, h2 { font-weight: 600; line-height: 1.25 } h2 { margin-top: 2.5rem; border-bottom: 1px solid #d5dae0 }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #eceff2 }
code { font: .9em ui-monospace, monospace } th { font-weight: 600 } a { color: #0b5cad }
@media (prefers-color-scheme: dark) { body { color: #dfe4ea; background: #14181d } h2, td, th { border-color: #2b323a } a { color: #7db8f0 } }`;

/** A page for people that lists the operations, their rights and the problems; the full description is openapi.json. */
export function docsPage(endpoints: readonly Endpoint[]): string {
  const tags = [...new Set(endpoints.map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const rows = endpoints
      .filter((endpoint) => endpoint.tag === tag)
      .map(
        ({ method, path, summary, right }) =>
          `<tr><td><code>${method.toUpperCase()}</code></td><td><code>${escapeHtml(API_ROOT + path)}</code></td><td>${escapeHtml(summary)}</td><td><code>${escapeHtml(right)}</code></td></tr>`,
      );
    return `<h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2><table><tr><th>method</th><th>address</th><th>does</th><th>right</th></tr>${rows.join('')}</table>`;
  });
  const problems = Object.entries(PROBLEMS).map(
    ([kind, { status, title }]) =>
      `<tr id="${kind}"><td><code>${status}</code></td><td><code>${kind}</code></td><td>${escapeHtml(title)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API</title><style>${STYLE}</style></head>
<body><h1>HTTP API</h1>
<p>Every operation with its parameters, bodies and answers: <a href="${API_ROOT}/openapi.json">openapi.json</a> (OpenAPI 3.1).
Sign in with <code>POST ${API_ROOT}/session</code> and keep the cookie, or send <code>Authorization: Bearer</code> with an API key.
Lists are <code>{items, next}</code>; give <code>next</code> back as <code>cursor</code>. Times in answers are epoch milliseconds.</p>
${sections.join('\n')}
<h2 id="problems">Problems</h2>
<p>Errors are <code>application/problem+json</code> (RFC 9457): <code>{type, title, status, detail, requestId, errors?}</code>.</p>
<table><tr><th>status</th><th>kind</th><th>meaning</th></tr>${problems.join('')}</table>
</body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
