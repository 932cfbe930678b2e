import type { WalkCommand } from '../../../bim/walk/walk-keys.ts';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';
import { spaceLabel } from './tree-rows.ts';
import { WalkMap } from './walk-map.tsx';

/** Buttons for fingers, and what they look like. */
const PAD: readonly (readonly [command: WalkCommand, arrow: string])[] = [
  ['turnLeft', '↶'],
  ['forward', '▲'],
  ['turnRight', '↷'],
  ['left', '◀'],
  ['back', '▼'],
  ['right', '▶'],
];

/** Where one walks, how to walk, and the way out. */
export function WalkHud(inside: Inside) {
  const { interior, outline } = inside;
  const format = useFormat();
  const place = useSignal(interior.walker);
  if (!place) return null;
  const space = outline.spaces.find(({ globalId }) => globalId === place.space);
  return (
    <>
      <section className={styles.walk} aria-label={format.text('walk.label')} data-testid="walk">
        <b>{place.storey}</b>
        <span>{space ? spaceLabel(space) : format.text('walk.outside')}</span>
        <small>{format.text('walk.hint')}</small>
        <Button look="quiet" onClick={() => interior.look('solid')}>
          {format.text('walk.leave')}
        </Button>
      </section>
      <WalkMap outline={outline} place={place} />
      <div className={styles.pad}>
        {PAD.map(([command, arrow]) => (
          <button
            key={command}
            type="button"
            aria-label={format.text(`walk.${command as 'forward'}`)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              interior.press(command, true);
            }}
            onPointerUp={() => interior.press(command, false)}
            onPointerCancel={() => interior.press(command, false)}
            onContextMenu={(event) => event.preventDefault()}
          >
            {arrow}
          </button>
        ))}
      </div>
    </>
  );
}
