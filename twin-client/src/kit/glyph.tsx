/** A facility's or kind's symbol: an SVG path in a 24 × 24 box, in the text's color. Decoration: its words stand beside it. */
export function Glyph({ path, className }: { path: string; className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 24 24" width="1.5em" height="1.5em" aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  );
}
