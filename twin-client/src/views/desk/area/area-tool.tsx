import { useEffect, useState } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { AreaKind } from '../../../state/area/area-controls.ts';
import { useAddress, useDesk } from '../desk.ts';
import { useTool } from '../use-tool.ts';
import { AreaDrawing } from './area-drawing.tsx';
import { AreaResult } from './area-result.tsx';
import { heightsOf, storeySpan } from './storey-heights.ts';
import { useArea } from './use-area.ts';

const KINDS: readonly AreaKind[] = ['box', 'circle', 'polygon'];

const SHAPES: Readonly<Record<AreaKind, string>> = {
  box: 'M3 5h3v2H5v2H3zm5 0h3v2H8zm5 0h3v2h-3zm5 0h3v4h-2V7h-1zM3 11h2v3H3zm16 0h2v3h-2zM3 16h2v1h1v2H3zm16 0h2v3h-3v-2h1zM8 17h3v2H8zm5 0h3v2h-3z',
  circle: 'M12 3a9 9 0 1 0 .001 0zM12 5a7 7 0 1 1-.001 0zM11 11h2v2h-2z',
  polygon: 'M12 2.500 21.500 9.800 17.900 21H6.100L2.500 9.800zM12 5 4.900 10.500 7.600 19h8.800l2.700-8.500z',
};

/** Draws an area in the scene or on the map and lists what lies inside: clause 6.4.1-2-6. */
export function AreaTool() {
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const [limited, setLimited] = useState(false);
  const at = desk.buildingOf(selection);
  const model = useLoaded(at?.building.model ?? null, () => desk.model(at!.building));
  const span = at?.storey && model.state === 'ready' ? storeySpan(model.value, at.storey) : null;
  const storey = at?.storey && span ? { building: at.building, name: at.storey, span } : null;
  const heights = limited && storey ? heightsOf(storey.building, storey.span) : null;
  const { stage, draw, close } = useArea(heights);
  const [open, setOpen] = useTool('area');
  // Another tool was opened.
  useEffect(() => {
    if (!open) close();
  }, [open, close]);
  return (
    <>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={stage.is === 'drawing' && stage.kind === kind}
          data-testid={`area-${kind}`}
          onClick={() => {
            setOpen(true);
            draw(kind);
          }}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={SHAPES[kind]} fill="currentColor" fillRule="evenodd" />
          </svg>
          {format.text(`area.draw.${kind}`)}
        </button>
      ))}
      {stage.is === 'drawing' && <AreaDrawing kind={stage.kind} progress={stage.progress} onCancel={close} />}
      {stage.is === 'drawn' && (
        <AreaResult
          ring={stage.ring}
          heights={heights}
          storey={storey && { name: storey.name, span: storey.span }}
          limited={limited}
          onLimit={setLimited}
          onClose={close}
        />
      )}
    </>
  );
}
