import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { navigate } from '../../router.ts';
import styles from '../drill-page.module.css';

const ON_ALARM = ['pause', 'tell'] as const;
const BEGINS = ['now', 'then'] as const;

/** Prepares a drill of a scenario, or of the recorded alarm that the address names, and goes there. */
export function StartDrill({ alarm, scenario }: { alarm: string | null; scenario: string | null }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const scenarios = useLoaded('scenarios', (signal) => api.drills.scenarios(signal));
  const good = scenarios.state === 'ready' ? scenarios.value.filter(({ faults }) => faults.length === 0) : [];
  const [chosen, setChosen] = useState<string | null>(alarm === null ? scenario : '');
  const [seed, setSeed] = useState('');
  const [onAlarm, setOnAlarm] = useState<(typeof ON_ALARM)[number]>('pause');
  const [begins, setBegins] = useState<(typeof BEGINS)[number]>('now');
  const code = chosen ?? good[0]?.code ?? null;
  const ofAlarm = code === '' && alarm !== null;
  const prepare = async () => {
    try {
      const what = ofAlarm ? { alarm } : { scenario: code! };
      const { name } = await api.drills.prepare({
        ...what,
        ...(seed !== '' && { seed: Number(seed) }),
        onAlarm,
        begins: ofAlarm ? begins : 'now',
      });
      navigate(`/drill?course=${name}`);
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
  };
  return (
    <Panel title={format.text('drills.start')}>
      <form
        className={styles.tools}
        data-testid="drills-start"
        onSubmit={(event) => {
          event.preventDefault();
          void prepare();
        }}
      >
        <SelectField
          label={format.text('drills.scenario')}
          value={code ?? ''}
          data-testid="drills-scenario"
          onChange={({ target }) => setChosen(target.value)}
        >
          {alarm !== null && <option value="">{format.text('drills.ofAlarm', { id: alarm })}</option>}
          {good.map((each) => (
            <option key={each.code} value={each.code}>
              {each.title ? format.label(each.title) : each.code}
            </option>
          ))}
        </SelectField>
        <TextField
          label={format.text('drills.seed')}
          inputMode="numeric"
          pattern="[0-9]{1,9}"
          value={seed}
          data-testid="drills-seed"
          onChange={({ target }) => setSeed(target.value)}
        />
        <span className={styles.choice}>{format.text('drills.onAlarm')}</span>
        <Choice
          label={format.text('drills.onAlarm')}
          value={onAlarm}
          options={ON_ALARM.map((value) => ({ value, label: format.text(`drills.onAlarm.${value}`) }))}
          onChoose={(value) => setOnAlarm(value)}
        />
        {ofAlarm && (
          <Choice
            label={format.text('drills.begins')}
            value={begins}
            options={BEGINS.map((value) => ({ value, label: format.text(`drills.begins.${value}`) }))}
            onChoose={(value) => setBegins(value)}
          />
        )}
        <Button type="submit" look="action" disabled={code === null} data-testid="drills-prepare">
          {format.text('drills.start')}
        </Button>
      </form>
    </Panel>
  );
}
