import type { LayoutFault, WallLayout } from 'twin-core';
import { type FieldFault, Problem } from './problem.ts';

/** What is wrong with a layout, by field, so that its editor can show it where it is. */
export function layoutBodyFaults(layout: WallLayout, found: readonly LayoutFault[]): Problem {
  const faults = found.map(
    (fault): FieldFault => ({ in: 'body', field: `panels.${fault.i}`, reason: reasonOf(layout, fault) }),
  );
  return new Problem('invalid-input', `body.${faults[0]!.field}: ${faults[0]!.reason}`, { faults });
}

function reasonOf({ panels, columns, rows }: WallLayout, fault: LayoutFault): string {
  const name = panels[fault.i]!.kind;
  switch (fault.is) {
    case 'outside':
      return `${name} ends outside the grid of ${columns} × ${rows}`;
    case 'overlap':
      return `${name} lies over ${panels[fault.other]!.kind}`;
    case 'seam':
      return `${name} lies across a seam, where no text and no symbol may be`;
    case 'twice':
      return `${name} is there already: once is expected`;
  }
}
