import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice } from '../../kit/notice.tsx';
import styles from './facility-figures.module.css';
import { type Figure, type FigureOf, figuresOf } from './figures.ts';

/** A facility at a glance: a line a figure. */
export function FacilityFigures({ of }: { of: readonly FigureOf[] }) {
  const { store } = useCenter();
  const format = useFormat();
  // Looked at once a second, not at each message.
  const figures = figuresOf(store, of, useNow());
  if (figures.length === 0) return <EmptyNotice title={format.text('figures.none')} />;
  return (
    <dl className={styles.figures}>
      {figures.map((figure) => (
        <FigureLine key={`${figure.of.kind} ${figure.of.property}`} {...figure} />
      ))}
    </dl>
  );
}

function FigureLine({ of, property, value, state, devices }: Figure) {
  const format = useFormat();
  const name = format.label(property.label);
  return (
    <div data-figure={of.property}>
      <dt>{of.tell === 'most' ? format.text('figures.most', { what: name }) : name}</dt>
      <dd>
        {Number.isNaN(value) ? '–' : state ? format.number(value) : format.value(property, value)}
        <small>{state ? `${format.label(state)} / ${format.number(devices)}` : property.unit}</small>
      </dd>
    </div>
  );
}
