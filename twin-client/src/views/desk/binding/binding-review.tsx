import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { Binding } from '../../../state/records/binding.ts';
import { may } from '../../../state/records/session.ts';
import styles from './binding-review.module.css';
import { BindingRow } from './binding-row.tsx';
import { RegisterDialog } from './register-dialog.tsx';

const SHOWN = 8;

/** Where the devices of a building are in its model: what waits for a person, and what the platform bound by itself. */
export function BindingReview({ building }: { building: string }) {
  const { api, session, siteRevision } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [all, setAll] = useState(false);
  const [round, setRound] = useState(0);
  const [registering, setRegistering] = useState<Binding | null>(null);
  const revision = useSyncExternalStore(siteRevision.subscribe, siteRevision.get);
  const loaded = useLoaded(`${building} ${revision} ${round}`, (signal) => api.bindings.list(building, signal));
  const bindings = loaded.state === 'ready' ? loaded.value : (loaded.last ?? []);
  const open = bindings.filter(({ state }) => state === 'open');
  const bound = bindings.filter(({ state }) => state === 'bound').length;
  const manages = may(session, 'device.manage');
  if (!manages && open.length === 0) return null;
  const attempt = async (work: () => Promise<string | null>) => {
    try {
      const said = await work();
      if (said !== null) tell(said);
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
    setRound((count) => count + 1);
  };
  return (
    <Panel
      from="bindings"
      title={format.text('binding.title')}
      aside={open.length > 0 ? format.text('binding.open', { count: open.length }) : format.text('binding.settled')}
    >
      <ul className={styles.list} data-testid="bindings">
        {open.slice(0, all ? open.length : SHOWN).map((binding) => (
          <BindingRow
            key={binding.id}
            building={building}
            binding={binding}
            manages={manages}
            onAccept={() =>
              binding.kind === 'new'
                ? setRegistering(binding)
                : void attempt(() => api.bindings.accept(building, binding.id).then(() => null))
            }
            onReject={() => void attempt(() => api.bindings.reject(building, binding.id).then(() => null))}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        {open.length > SHOWN && !all && (
          <Button onClick={() => setAll(true)}>{format.text('binding.more', { count: open.length - SHOWN })}</Button>
        )}
        {manages && (
          <Button
            data-testid="find-devices"
            onClick={() =>
              void attempt(async () => format.text('binding.found', { ...(await api.bindings.propose(building)) }))
            }
          >
            {format.text('binding.find')}
          </Button>
        )}
        {bound > 0 && <span>{format.text('binding.bound', { count: bound })}</span>}
      </div>
      {registering && (
        <RegisterDialog
          binding={registering}
          onClose={() => setRegistering(null)}
          onRegister={(device) =>
            attempt(() => api.bindings.accept(building, registering.id, device).then(() => null)).then(() =>
              setRegistering(null),
            )
          }
        />
      )}
    </Panel>
  );
}
