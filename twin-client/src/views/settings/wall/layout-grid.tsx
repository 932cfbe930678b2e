import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { LayoutFault, WallLayout } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { aspectOf, placeOf, Seams } from '../../../kit/layout-shape.tsx';
import { shifted, withoutPanel } from './grid-edit.ts';
import styles from './layout.module.css';

/** Arrow keys, in cells. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface LayoutGridProps {
  readonly layout: WallLayout;
  readonly faults: readonly LayoutFault[];
  /** Presets are shown and not changed. */
  readonly readOnly: boolean;
  onChange(layout: WallLayout): void;
}

/** A layout as it divides the wall: panels are dragged, sized by their corner, or moved by keys. */
export function LayoutGrid({ layout, faults, readOnly, onChange }: LayoutGridProps) {
  const format = useFormat();
  const grid = useRef<HTMLFieldSetElement>(null);
  /** The layout as a drag began, and where. */
  const drag = useRef<{ from: WallLayout; i: number; size: boolean; x: number; y: number } | null>(null);
  const { columns, rows, panels } = layout;
  const begin = (event: PointerEvent<HTMLElement>, i: number, size: boolean) => {
    if (readOnly) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: layout, i, size, x: event.clientX, y: event.clientY };
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    const { current } = drag;
    if (!current || !grid.current) return;
    const { width, height } = grid.current.getBoundingClientRect();
    const [dx, dy] = [
      Math.round(((clientX - current.x) / width) * columns),
      Math.round(((clientY - current.y) / height) * rows),
    ];
    onChange(shifted(current.from, current.i, current.size ? { dw: dx, dh: dy } : { dx, dy }));
  };
  const end = () => {
    drag.current = null;
  };
  const press = (event: KeyboardEvent, i: number) => {
    if (readOnly) return;
    const step = STEPS[event.key];
    if (step) {
      const [dx, dy] = step;
      onChange(shifted(layout, i, event.shiftKey ? { dw: dx, dh: dy } : { dx, dy }));
    } else if (event.key === 'Delete') onChange(withoutPanel(layout, i));
    else return;
    event.preventDefault();
  };
  return (
    <fieldset
      ref={grid}
      className={styles.grid}
      style={{ aspectRatio: aspectOf(layout) }}
      aria-label={format.text('layout.grid', { columns, rows })}
      data-testid="layout-grid"
    >
      {panels.map((panel, i) => {
        const { kind, x, y, w, h } = panel;
        const isFaulty = faults.some((fault) => fault.i === i);
        return (
          <button
            key={kind}
            type="button"
            className={`${styles.panel} ${isFaulty ? styles.faulty : ''}`}
            style={placeOf(panel, layout)}
            aria-label={`${format.text(`wall.panel.${kind}`)} ${x}, ${y}, ${w} × ${h}`}
            data-panel={kind}
            onPointerDown={(event) => begin(event, i, false)}
            onPointerMove={move}
            onPointerUp={end}
            onPointerCancel={end}
            onKeyDown={(event) => press(event, i)}
          >
            <span>{format.text(`wall.panel.${kind}`)}</span>
            <small>{`${w} × ${h}`}</small>
            {!readOnly && (
              <i
                aria-hidden="true"
                data-size={kind}
                onPointerDown={(event) => begin(event, i, true)}
                onPointerMove={move}
                onPointerUp={end}
                onPointerCancel={end}
              />
            )}
          </button>
        );
      })}
      <Seams layout={layout} />
    </fieldset>
  );
}
