import { useCenter } from '../../../kit/center-context.ts';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { EMERGENCY_LAYERS, type Place } from './place.ts';
import styles from './places.module.css';
import { readSupplies, suppliesText } from './shelter-fields.tsx';

/** What is recorded of a shelter (clause 5.8.8-2): people, who is responsible, and what it keeps; out of date is said. */
export function ShelterCard({ place: { code, properties, version } }: { place: Place }) {
  const { api, clock } = useCenter();
  const format = useFormat();
  const asked = useLoaded(`${code} ${version}`, (signal) => api.places.manager(EMERGENCY_LAYERS.shelter, code, signal));
  const manager = asked.last;
  const supplies = readSupplies(suppliesText(properties.supplies));
  return (
    <div className={styles.card} data-testid="shelter-card">
      <Facts
        facts={[
          {
            label: format.text('places.capacity'),
            value: typeof properties.capacity === 'number' ? format.number(properties.capacity) : null,
          },
          {
            label: format.text('places.responsible'),
            value: manager && [manager.name, manager.phone].filter(Boolean).join(' '),
          },
        ]}
      />
      {typeof supplies !== 'number' && supplies.length > 0 && (
        <ul className={styles.supplies}>
          {supplies.map(({ name, quantity, unit, expiresAt }) => (
            <li key={name}>
              <span>{name}</span>
              <span>
                {format.number(quantity)} {unit}
              </span>
              <small data-late={expiresAt !== null && Date.parse(expiresAt) < clock.now()}>
                {expiresAt ?? format.text('places.keeps')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
