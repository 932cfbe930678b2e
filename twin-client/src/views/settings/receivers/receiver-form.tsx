import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { SelectField, TextArea, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import type { Receiver } from '../../../state/records/receiver.ts';
import { Faulty, SaveTold } from '../save-parts.tsx';
import styles from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { FilterFields } from './filter-fields.tsx';
import { ReceiverActs } from './receiver-acts.tsx';
import { type ReceiverFields, receiverFields, receiverOf } from './receiver-fields.ts';
import { WAYS } from './ways.ts';

const FIELDS = ['name', 'way', 'address', 'secrets', 'filter', 'id'] as const;

/** Who is told of alarms, new or changed. A secret is typed and stored, and never shown again. */
export function ReceiverForm({
  receiver,
  onChanged,
}: {
  receiver: Receiver | null;
  onChanged(id: string | null): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [fields, setFields] = useState(() => receiverFields(receiver));
  const save = useSave(FIELDS);
  const set = (change: Partial<ReceiverFields>) => setFields({ ...fields, ...change });
  const way = WAYS[fields.way];
  const isSet = (secret: string) => receiver?.way === fields.way && receiver.secretsSet.includes(secret);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const draft = receiverOf(fields);
    if (!(await save.run(() => api.settings.putReceiver(draft, receiver?.version ?? null)))) return;
    tell(format.text('receivers.saved', { name: draft.name }));
    onChanged(draft.id);
  };
  return (
    <Panel
      title={receiver ? receiver.name : format.text('receivers.new')}
      aside={receiver && <span className={styles.sub}>{receiver.id}</span>}
    >
      <form
        className={styles.form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => void submit(event)}
        data-testid="receiver-form"
      >
        <div className={styles.pair}>
          <SelectField
            label={format.text('receivers.way')}
            value={fields.way}
            data-testid="receiver-way"
            onChange={(event) =>
              set({ way: event.target.value, url: WAYS[event.target.value]?.url ?? '', secrets: {} })
            }
          >
            {Object.keys(WAYS).map((id) => (
              <option key={id} value={id}>
                {format.text(`receivers.way.${id as 'webhook'}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={format.text('receivers.language')}
            value={fields.language}
            onChange={(event) => set({ language: event.target.value as 'zh' | 'en' })}
          >
            <option value="zh">{format.text('receivers.language.zh')}</option>
            <option value="en">{format.text('receivers.language.en')}</option>
          </SelectField>
          <Faulty fault={save.faultOf('name')}>
            <TextField
              label={format.text('receivers.name')}
              value={fields.name}
              maxLength={100}
              data-testid="receiver-name"
              onChange={(event) => set({ name: event.target.value })}
            />
          </Faulty>
          <Faulty fault={save.faultOf('id')}>
            <TextField
              label={format.text('receivers.id')}
              value={fields.id}
              maxLength={64}
              required
              disabled={receiver !== null}
              data-testid="receiver-id"
              onChange={(event) => set({ id: event.target.value })}
            />
          </Faulty>
        </div>
        <Faulty fault={save.faultOf('address')}>
          {way?.address === 'to' ? (
            <TextArea
              label={format.text('receivers.to')}
              rows={2}
              value={fields.to}
              data-testid="receiver-to"
              onChange={(event) => set({ to: event.target.value })}
            />
          ) : (
            <TextField
              label={format.text('receivers.url')}
              type="url"
              value={fields.url}
              data-testid="receiver-url"
              onChange={(event) => set({ url: event.target.value })}
            />
          )}
        </Faulty>
        {way?.secrets.map((secret) => (
          <Faulty key={secret} fault={save.faultOf(`secrets.${secret}`)}>
            <TextField
              label={format.text(`receivers.secret.${secret as 'secret'}`)}
              type="password"
              autoComplete="new-password"
              value={fields.secrets[secret] ?? ''}
              placeholder={isSet(secret) ? format.text('receivers.secretSet') : ''}
              data-testid={`receiver-${secret}`}
              onChange={(event) => set({ secrets: { ...fields.secrets, [secret]: event.target.value } })}
            />
          </Faulty>
        ))}
        <FilterFields fields={fields} onChange={set} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={fields.enabled}
            onChange={(event) => set({ enabled: event.target.checked })}
          />
          {format.text('receivers.enabled')}
        </label>
        <SaveTold save={save} onReload={() => onChanged(receiver?.id ?? fields.id)} />
        <div className={styles.acts}>
          <Button
            look="action"
            type="submit"
            disabled={save.busy || fields.id.trim() === ''}
            data-testid="receiver-save"
          >
            {format.text('settings.save')}
          </Button>
          {receiver && <ReceiverActs receiver={receiver} save={save} onRemoved={() => onChanged(null)} />}
        </div>
      </form>
    </Panel>
  );
}
