import type { ReactNode } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice } from '../../kit/notice.tsx';
import { PageFrame } from '../page-frame.tsx';
import { navigate, usePlace } from '../router.ts';
import { ArmingView } from './arming/arming-view.tsx';
import { BroadcastView } from './broadcast/broadcast-view.tsx';
import { type Part, partsFor } from './parts.ts';
import { ReceiversView } from './receivers/receivers-view.tsx';
import { RulesView } from './rules/rules-view.tsx';
import styles from './settings.module.css';
import { LayoutsView } from './wall/layouts-view.tsx';

const VIEWS: Readonly<Record<Part, () => ReactNode>> = {
  rules: RulesView,
  arming: ArmingView,
  broadcast: BroadcastView,
  receivers: ReceiversView,
  wall: LayoutsView,
};

/** What a site sets about alarms; the address says which part is shown, and each is shown to those who may use it. */
export function SettingsPage({ onSignOut }: { onSignOut(): void }) {
  const { session } = useCenter();
  const format = useFormat();
  const { query } = usePlace();
  const known = partsFor(session);
  const asked = new URLSearchParams(query).get('part');
  const part = known.find((one) => one === asked) ?? known[0];
  if (part === undefined)
    return (
      <PageFrame title={format.text('settings.title')} onSignOut={onSignOut}>
        <main>
          <EmptyNotice centered title={format.text('settings.forbidden')} />
        </main>
      </PageFrame>
    );
  const View = VIEWS[part];
  const parts = (
    <Choice
      label={format.text('settings.parts')}
      value={part}
      options={known.map((value) => ({ value, label: format.text(`settings.part.${value}`) }))}
      onChoose={(value) => navigate(`/settings?part=${value}`)}
    />
  );
  return (
    <PageFrame title={format.text('settings.title')} parts={parts} onSignOut={onSignOut}>
      <main className={styles.body} data-testid={`settings-${part}`}>
        <View />
      </main>
    </PageFrame>
  );
}
