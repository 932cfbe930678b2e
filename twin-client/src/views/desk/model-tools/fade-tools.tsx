import type { BuildingOutline } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import type { BuildingLook, Fade } from '../../../state/building-look.ts';
import { className } from './class-name.ts';
import { countClasses } from './count-classes.ts';
import type { LookToolProps } from './look-tool.ts';
import styles from './model-tools.module.css';

type Fades = BuildingLook['classes'];
type ModelToolProps = LookToolProps & { readonly model: BuildingOutline };

const STEPS = ['shown', 'ghost', 'hidden'] as const;

/** The classes of a building's elements: each shown, ghosted or hidden. */
export function ClassTool({ model, look, onLook }: ModelToolProps) {
  const format = useFormat();
  const rows = countClasses(model.classes).map(([id, count]) => ({
    id,
    name: className(format, id),
    title: id,
    count,
  }));
  return <FadeList rows={rows} fades={look.classes} onFades={(classes) => onLook({ ...look, classes })} />;
}

/** The systems of a building: each shown, ghosted or hidden. */
export function SystemTool({ model, look, onLook }: ModelToolProps) {
  const format = useFormat();
  if (model.systems.length === 0) return <p className={styles.note}>{format.text('model.systemsNone')}</p>;
  const rows = model.systems.map(({ globalId, name, ifcClass, elements }) => ({
    id: globalId,
    name: name || ifcClass,
    title: ifcClass,
    count: elements,
  }));
  return <FadeList rows={rows} fades={look.systems} onFades={(systems) => onLook({ ...look, systems })} />;
}

interface FadeListProps {
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly title: string;
    readonly count: number;
  }[];
  readonly fades: Fades;
  onFades(fades: Fades): void;
}

function FadeList({ rows, fades, onFades }: FadeListProps) {
  const format = useFormat();
  const set = (id: string, fade: Fade | null) => {
    const { [id]: _before, ...others } = fades;
    onFades(fade ? { ...others, [id]: fade } : others);
  };
  return (
    <ul className={styles.fades}>
      {rows.map(({ id, name, title, count }) => (
        <li key={id} data-fade={title}>
          <span title={title}>{name}</span>
          <small>{format.number(count)}</small>
          <fieldset aria-label={format.text('model.fadeOf', { name })}>
            {STEPS.map((step) => (
              <button
                key={step}
                type="button"
                aria-pressed={(fades[id] ?? 'shown') === step}
                data-testid={`fade-${step}`}
                onClick={() => set(id, step === 'shown' ? null : step)}
              >
                {format.text(`model.fade.${step}`)}
              </button>
            ))}
          </fieldset>
        </li>
      ))}
    </ul>
  );
}
