import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { type Fade, isPlainLook, PLAIN_LOOK, plainClass } from '../../../state/building-look.ts';
import { useDesk } from '../desk.ts';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';

/** From shown to ghost to hidden. */
const STEPS = ['shown', 'ghost', 'hidden'] as const;

/** Shows, ghosts and hides elements by class and by system; the same look as the site's scene. */
export function ClassPanel({ outline }: Inside) {
  const desk = useDesk();
  const format = useFormat();
  const look = useSignal(desk.look);
  const classes = new Map<string, number>();
  for (const [name, count] of Object.entries(outline.classes)) {
    classes.set(plainClass(name), (classes.get(plainClass(name)) ?? 0) + count);
  }
  return (
    <div className={styles.body}>
      <h3>{format.text('classes.byClass')}</h3>
      <ul className={styles.classes}>
        {[...classes]
          .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
          .map(([name, count]) => (
            <FadeLine
              key={name}
              name={name}
              count={count}
              fade={look.classes[name]}
              onFade={(fade) => desk.look.set({ ...look, classes: withFade(look.classes, name, fade) })}
            />
          ))}
      </ul>
      {outline.systems.length > 0 && (
        <>
          <h3>{format.text('classes.bySystem')}</h3>
          <ul className={styles.classes}>
            {outline.systems.map(({ globalId, name, elements }) => (
              <FadeLine
                key={globalId}
                name={name}
                count={elements}
                fade={look.systems[globalId]}
                onFade={(fade) => desk.look.set({ ...look, systems: withFade(look.systems, globalId, fade) })}
              />
            ))}
          </ul>
        </>
      )}
      <div className={styles.buttons}>
        <Button disabled={isPlainLook(look)} onClick={() => desk.look.set(PLAIN_LOOK)}>
          {format.text('classes.reset')}
        </Button>
      </div>
    </div>
  );
}

interface FadeLineProps {
  readonly name: string;
  readonly count: number;
  readonly fade: Fade | undefined;
  onFade(fade: Fade | undefined): void;
}

function FadeLine({ name, count, fade, onFade }: FadeLineProps) {
  const format = useFormat();
  const now = fade ?? 'shown';
  return (
    <li data-class={name}>
      <span title={name}>{name}</span>
      <small>{count}</small>
      <fieldset aria-label={name}>
        {STEPS.map((step) => (
          <button
            key={step}
            type="button"
            title={format.text(`classes.${step}`)}
            aria-label={format.text(`classes.${step}`)}
            aria-pressed={step === now}
            onClick={() => onFade(step === 'shown' ? undefined : step)}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d={FADE_PICTURES[step]} />
            </svg>
          </button>
        ))}
      </fieldset>
    </li>
  );
}

/** An open eye, a dashed one, a crossed one. */
const FADE_PICTURES: Readonly<Record<(typeof STEPS)[number], string>> = {
  shown:
    'M1.5 8C3 5 5.3 3.6 8 3.6S13 5 14.5 8C13 11 10.7 12.4 8 12.4S3 11 1.5 8zM8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4',
  ghost:
    'M1.5 8C2 7 2.6 6.2 3.3 5.6M5.6 4.1A7 7 0 0 1 8 3.6M10.4 4.1c.9.4 1.7.9 2.3 1.5M14.5 8c-.5 1-1.1 1.8-1.8 2.4M10.4 11.9c-.8.3-1.6.5-2.4.5M5.6 11.9c-.9-.4-1.7-.9-2.3-1.5',
  hidden:
    'M2.5 2.5l11 11M4 5.4C3 6.1 2.2 7 1.5 8 3 11 5.3 12.4 8 12.4c1 0 2-.2 2.9-.6M6.5 3.8c.5-.1 1-.2 1.5-.2 2.7 0 5 1.4 6.5 4.4-.4.8-.9 1.5-1.5 2.1',
};

function withFade(fades: Readonly<Record<string, Fade>>, key: string, fade: Fade | undefined): Record<string, Fade> {
  const { [key]: _before, ...others } = fades;
  return fade ? { ...others, [key]: fade } : others;
}
