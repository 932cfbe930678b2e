/** Storeys that follow one another as spans: 3F, 5F–9F. `all` is their order; `chosen` are told. */
export function storeySpans(all: readonly string[], chosen: ReadonlySet<string>): string[] {
  const spans: { first: string; last: string }[] = [];
  let open = false;
  for (const storey of all) {
    if (!chosen.has(storey)) open = false;
    else if (open) spans.at(-1)!.last = storey;
    else {
      spans.push({ first: storey, last: storey });
      open = true;
    }
  }
  return spans.map(({ first, last }) => (first === last ? first : `${first}–${last}`));
}
