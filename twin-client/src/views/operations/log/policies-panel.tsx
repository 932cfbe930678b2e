import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { AuditPolicy } from '../../../state/records/audit.ts';
import styles from './log.module.css';

const KEPT = ['changes', 'changesAndReads'] as const;

/** What the operation log keeps of each role (8.2.1-6). */
export function PoliciesPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [version, setVersion] = useState(0);
  const loaded = useLoaded(`policies ${version}`, (signal) => api.audit.policies(signal));
  const policies = loaded.state === 'ready' ? loaded.value : loaded.last;
  const set = async (policy: AuditPolicy) => {
    try {
      await api.audit.setPolicy(policy);
      const role = roleName(format, policy.role);
      tell(format.text('audit.policySaved', { role, keeps: format.text(`audit.keeps.${policy.keeps}`) }));
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
    setVersion((before) => before + 1);
  };
  return (
    <Panel title={format.text('audit.policies')}>
      <p className={styles.lead}>{format.text('audit.policiesLead')}</p>
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!policies && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      <ul className={styles.policies} data-testid="audit-policies">
        {(policies ?? []).map(({ role, keeps }) => (
          <li key={role} data-role={role} data-keeps={keeps}>
            <b>{roleName(format, role)}</b>
            <Choice
              label={roleName(format, role)}
              value={keeps}
              options={KEPT.map((value) => ({ value, label: format.text(`audit.keeps.${value}`) }))}
              onChoose={(value) => void set({ role, keeps: value })}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function roleName(format: Format, role: AuditPolicy['role']): string {
  return role === 'apiKey' ? format.text('audit.of.apiKey') : format.text(`role.${role}`);
}
