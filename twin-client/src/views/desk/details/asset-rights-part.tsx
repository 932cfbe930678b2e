import { useState } from 'react';
import type { AssetRights, Device } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { SelectField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { useAttempt } from '../../../kit/use-attempt.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { AssetLedger } from '../../../state/records/asset-ledger.ts';
import { may } from '../../../state/records/session.ts';
import { ActDialog } from '../alarm-work/dialog-parts.tsx';
import styles from './details.module.css';

const RIGHTS = ['ownerRight', 'useRight', 'opsRight'] as const;

export interface AssetRightsPartProps {
  readonly device: Device;
  readonly rights: AssetLedger['rights'];
  onChanged(): void;
}

/** Who owns, uses and runs an asset (8.2.1-2), and the way to say so. */
export function AssetRightsPart({ device, rights, onChanged }: AssetRightsPartProps) {
  const { session } = useCenter();
  const format = useFormat();
  const [saying, setSaying] = useState(false);
  return (
    <>
      <Facts
        testId="asset-rights"
        facts={RIGHTS.map((right) => ({ label: format.text(`ledger.${right}`), value: rights?.[right].name }))}
      />
      {may(session, 'device.manage') && (
        <p className={styles.note}>
          <Button onClick={() => setSaying(true)} data-testid="rights-change">
            {format.text('ledger.rights')}
          </Button>
        </p>
      )}
      {saying && (
        <RightsDialog device={device} rights={rights} onClose={() => setSaying(false)} onChanged={onChanged} />
      )}
    </>
  );
}

function RightsDialog({ device, rights, onClose, onChanged }: AssetRightsPartProps & { onClose(): void }) {
  const { api, store } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const units = useLoaded('organisations', (signal) => api.assets.organisations(signal));
  const facility = store.catalogue.facility(device.facility);
  const facilityName = facility ? format.label(facility.label) : device.facility;
  const [scope, setScope] = useState<AssetRights['scope']>(rights?.scope ?? 'facility');
  const [chosen, setChosen] = useState(() => ({
    ownerRight: rights?.ownerRight.code ?? '',
    useRight: rights?.useRight.code ?? '',
    opsRight: rights?.opsRight.code ?? '',
  }));
  const { problem, pending, attempt } = useAttempt();
  const run = (act: () => Promise<void>) =>
    attempt(act, () => {
      tell(format.text('ledger.rightsSaved'));
      onChanged();
      onClose();
    });
  const save = () =>
    run(() => api.assets.setRights({ scope, code: scope === 'device' ? device.code : device.facility, ...chosen }));
  const asFacility = () => run(() => api.assets.dropRights({ scope: 'device', code: device.code }));
  return (
    <ActDialog
      title={format.text('ledger.rightsOf', { device: device.name })}
      confirm={format.text('ledger.save')}
      disabled={pending || RIGHTS.some((right) => chosen[right] === '')}
      problem={problem ?? (units.state === 'failed' ? problemText(format, units.cause) : null)}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <Choice<AssetRights['scope']>
        label={format.text('ledger.scope')}
        value={scope}
        options={[
          { value: 'facility', label: format.text('ledger.scope.facility', { facility: facilityName }) },
          { value: 'device', label: format.text('ledger.scope.device') },
        ]}
        onChoose={setScope}
      />
      {RIGHTS.map((right) => (
        <SelectField
          key={right}
          label={format.text(`ledger.${right}`)}
          value={chosen[right]}
          onChange={({ target }) => setChosen({ ...chosen, [right]: target.value })}
          data-testid={`rights-${right}`}
          required
        >
          <option value="">{format.text('ledger.choose')}</option>
          {(units.last ?? []).map(({ code, name, kind }) => (
            <option key={code} value={code}>
              {`${name} · ${kind}`}
            </option>
          ))}
        </SelectField>
      ))}
      {rights?.scope === 'device' && (
        <Button look="quiet" disabled={pending} onClick={() => void asFacility()} data-testid="rights-as-facility">
          {format.text('ledger.asFacility', { facility: facilityName })}
        </Button>
      )}
    </ActDialog>
  );
}
