import { useSyncExternalStore } from 'react';
import { facilitySymbol } from '../../../facilities/overlay.ts';
import { useCenter, useIncidents, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Glyph } from '../../../kit/glyph.tsx';
import { priorityClass } from '../../../kit/marks.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Incident, isHidden } from '../../../state/incidents.ts';
import { placeName } from '../../../state/place-name.ts';
import { useDesk } from '../desk.ts';
import { countIncidents } from '../queue/queue-filter.ts';
import styles from './overview.module.css';

/** The four families always stand in the same places: an operator finds them without reading. */
const FAMILIES = ['fire-alarm', 'perimeter', 'falling-objects', 'charging'] as const;

/** The four alarm families with what waits and what is open; a click filters the queue. */
export function Families() {
  const format = useFormat();
  const incidents = useIncidents();
  return (
    <Panel title={format.text('families.title')} from="alarms" aside={format.text('families.counts')}>
      <div className={styles.families} data-fills>
        {FAMILIES.map((family) => (
          <Family
            key={family}
            family={family}
            incidents={incidents.filter(({ lead }) => lead.facility === family && !isHidden(lead))}
          />
        ))}
      </div>
    </Panel>
  );
}

function Family({ family, incidents }: { family: (typeof FAMILIES)[number]; incidents: readonly Incident[] }) {
  const { store, site } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  useRegistryRevision();
  const filter = useSyncExternalStore(desk.filter.subscribe, desk.filter.get);
  const { open, waiting } = countIncidents(incidents);
  // A fault is work; what colors a family is an alarm, or a fault nobody has seen yet.
  const worst = incidents.find((incident) => incident.waiting) ?? incidents.find(({ lead }) => !lead.fault);
  const pressed = filter.facility === family;
  const name = format.text(`families.${family}`);
  const devices = store.state.devices.reduce((count, device) => count + (device?.facility === family ? 1 : 0), 0);
  const look = [
    styles.family,
    worst && styles.open,
    worst && priorityClass(worst.priority),
    worst?.priority === 1 && worst.waiting && styles.hot,
  ];
  return (
    <button
      type="button"
      className={look.filter(Boolean).join(' ')}
      aria-pressed={pressed}
      title={format.text('families.filter', { family: name })}
      data-family={family}
      onClick={() => desk.filter.set({ show: 'all', facility: pressed ? null : family })}
    >
      <span className={styles.name}>
        <Glyph path={facilitySymbol(store.catalogue.facility(family))} />
        <span>{name}</span>
      </span>
      <span className={styles.count}>
        {waiting}
        <small>/ {open}</small>
      </span>
      <span className={styles.detail}>
        {worst
          ? placeName(site, worst.lead) || store.device(worst.lead.device)?.name
          : format.text('families.quiet', { count: devices })}
      </span>
    </button>
  );
}
