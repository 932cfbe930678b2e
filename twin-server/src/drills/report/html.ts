/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A table of cells that are HTML already. */
export function htmlTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'th' | 'td') => cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
  const body = rows.map((cells) => `<tr>${row(cells, 'td')}</tr>`).join('\n');
  return `<table><thead><tr>${row(head, 'th')}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

/** A span of time as minutes and seconds: 3:05. */
export function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The report's look: paper, black on white, with a watermark on every printed page. */
export const STYLE = `
@page { size: A4; margin: 16mm 14mm; }
* { box-sizing: border-box; }
body { font: 14px/1.5 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #111; background: #fff; max-width: 900px; margin: 24px auto; padding: 0 16px; }
body::before { content: attr(data-mark); position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; font-size: 180px; font-weight: 700; color: rgb(176 0 32 / 8%); transform: rotate(-30deg); pointer-events: none; z-index: 1; }
.band { background: repeating-linear-gradient(45deg, #b00020 0 14px, #7d0017 14px 28px); color: #fff; font-weight: 700; padding: 6px 12px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
h1 { font-size: 24px; margin: 16px 0 4px; } h2 { font-size: 17px; margin: 28px 0 8px; border-bottom: 1px solid #999; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #bbb; padding: 4px 7px; text-align: left; vertical-align: top; } th { background: #eee; }
tr, figure { break-inside: avoid; } thead { display: table-header-group; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0; } dt { color: #555; } dd { margin: 0; }
.score { font-size: 40px; font-weight: 700; } .inTime { color: #14532d; } .late { color: #8a4b00; } .missed { color: #b00020; font-weight: 700; } .notDue { color: #666; }
figure { display: inline-block; width: 48%; margin: 0 1% 12px 0; } img { width: 100%; border: 1px solid #999; } figcaption { color: #444; font-size: 12px; }
.live td { background: #fff0f0; }
`;
