import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from '../settings.module.css';
import { RuleForm } from './rule-form.tsx';
import { RuleTable } from './rule-table.tsx';

/** Alarm kinds as declared and as this site has them; the chosen one is changed beside them. */
export function RulesView() {
  const { api } = useCenter();
  const format = useFormat();
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const { last, ...loaded } = useLoaded(`rules ${version}`, (signal) => api.settings.rules(signal));
  if (!last && loaded.state === 'failed') return <ProblemNotice centered cause={loaded.cause} onRetry={loaded.retry} />;
  if (!last) return <LoadingNotice centered text={format.text('shell.loading')} />;
  const rule = last.find(({ code }) => code === chosen) ?? last[0];
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <RuleTable rules={last} chosen={rule?.code ?? null} onChoose={setChosen} />
      </div>
      <div className={styles.column}>
        {rule && (
          <RuleForm key={`${rule.code} ${rule.version}`} rule={rule} onChanged={() => setVersion(version + 1)} />
        )}
      </div>
    </div>
  );
}
