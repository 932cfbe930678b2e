import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import type { Receiver } from '../../../state/records/receiver.ts';
import styles from '../settings.module.css';

/** Who is told of alarms, by which way, and of which. */
export function ReceiverTable({
  receivers,
  chosen,
  onChoose,
}: {
  receivers: readonly Receiver[];
  chosen: string | null;
  onChoose(id: string): void;
}) {
  const format = useFormat();
  return (
    <Panel
      title={format.text('receivers.title')}
      aside={
        <Button data-testid="receiver-new" onClick={() => onChoose('')}>
          {format.text('receivers.new')}
        </Button>
      }
    >
      {receivers.length === 0 && <p className={styles.calm}>{format.text('receivers.noneYet')}</p>}
      {receivers.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table} data-testid="receivers">
            <thead>
              <tr>
                <th scope="col">{format.text('receivers.name')}</th>
                <th scope="col">{format.text('receivers.way')}</th>
                <th scope="col">{format.text('receivers.address')}</th>
                <th scope="col">{format.text('receivers.filter')}</th>
                <th scope="col">{format.text('receivers.state')}</th>
              </tr>
            </thead>
            <tbody>
              {receivers.map((receiver) => (
                <tr
                  key={receiver.id}
                  className={styles.row}
                  aria-current={receiver.id === chosen}
                  data-receiver={receiver.id}
                  onClick={() => onChoose(receiver.id)}
                >
                  <td>
                    <button type="button" className={styles.pick}>
                      {receiver.name}
                    </button>
                  </td>
                  <td>{format.text(`receivers.way.${receiver.way as 'webhook'}`)}</td>
                  <td className={styles.address}>{receiver.address.url ?? receiver.address.to?.join(', ')}</td>
                  <td>
                    <FilterWords receiver={receiver} />
                  </td>
                  <td className={receiver.enabled ? undefined : styles.quiet}>
                    {format.text(receiver.enabled ? 'receivers.on' : 'receivers.off')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function FilterWords({ receiver: { filter } }: { receiver: Receiver }) {
  const { store, site } = useCenter();
  const format = useFormat();
  const { priorities, facilities, buildings } = filter;
  const parts = [
    (priorities ?? []).map((priority) => format.text(`priority.${priority}`)),
    (facilities ?? []).map((id) => {
      const label = store.catalogue.facility(id)?.label;
      return label ? format.label(label) : id;
    }),
    (buildings ?? []).map((code) => site.buildings.find((one) => one.code === code)?.name ?? code),
  ].filter((names) => names.length > 0);
  if (parts.length === 0) return format.text('receivers.everyAlarm');
  return parts.map((names) => names.join(format.text('settings.listed'))).join(' \u00b7 ');
}
