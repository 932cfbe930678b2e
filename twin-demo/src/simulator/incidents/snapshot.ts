/** A picture as a camera sends it with an event: a drawing that says that it is none, as a data URL. */
export function snapshot(what: string): string {
  const words = `<text x="160" y="96" font-size="26" fill="#dde" text-anchor="middle">${what}</text>`;
  const mark = '<text x="160" y="170" font-size="13" fill="#fc6" text-anchor="middle">模拟画面 SIMULATED</text>';
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#23282f"/>${words}${mark}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
}
