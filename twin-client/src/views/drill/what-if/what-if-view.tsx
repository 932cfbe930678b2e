import { useCallback, useMemo, useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import { may } from '../../../state/records/session.ts';
import type { WhatIfRequest } from '../../../state/records/what-if.ts';
import { DifferenceLegend } from './difference-legend.tsx';
import { DifferenceMap } from './difference-map.tsx';
import { differencePicture } from './difference-rows.ts';
import { ForkForm } from './fork-form.tsx';
import styles from './what-if.module.css';
import { WhatIfFaults } from './what-if-faults.tsx';
import { WhatIfResult } from './what-if-result.tsx';

/** Forks the past: what is otherwise to the left, what differs on the map and in tables to the right. */
export function WhatIfView() {
  const { api, session } = useCenter();
  const format = useFormat();
  const [asked, setAsked] = useState<{ readonly times: number; readonly request: WhatIfRequest } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [taking, setTaking] = useState<{ readonly take: (place: LonLat) => void } | null>(null);
  const loaded = useLoaded(asked && String(asked.times), (signal) => api.whatIfs.run(asked!.request, signal));
  const result = loaded.state === 'ready' ? loaded.value : null;
  const picture = useMemo(() => {
    const letters = {
      lost: format.text('whatIf.mark.lost'),
      gained: format.text('whatIf.mark.gained'),
      changed: format.text('whatIf.mark.changed'),
    };
    return result && differencePicture(result, letters, chosen);
  }, [result, chosen, format]);
  const ask = useCallback((take: ((place: LonLat) => void) | null) => setTaking(take && { take }), []);
  const onPlace = useMemo(
    () =>
      taking &&
      ((place: LonLat) => {
        taking.take(place);
        setTaking(null);
      }),
    [taking],
  );
  if (!may(session, 'past.explore')) return <EmptyNotice centered title={format.text('whatIf.forbidden')} />;
  const isBusy = asked !== null && loaded.state === 'loading';
  return (
    <div className={styles.view} data-testid="what-if">
      <Panel title={format.text('whatIf.title')} from={null} className={styles.side}>
        <p className={styles.lead}>{format.text('whatIf.lead')}</p>
        <ForkForm
          busy={isBusy}
          asking={{ isAsked: taking !== null, ask }}
          onRun={(request) => {
            setChosen(null);
            setAsked({ times: (asked?.times ?? 0) + 1, request });
          }}
        />
      </Panel>
      <div className={styles.results}>
        <Panel title={format.text('whatIf.map')} from={result && 'whatIfPlaces'}>
          <DifferenceMap picture={picture} onPlace={onPlace} />
          {result && <DifferenceLegend counts={result.counts} coverage={result.coverage} />}
        </Panel>
        {asked === null && <EmptyNotice centered title={format.text('whatIf.empty')} />}
        {isBusy && <LoadingNotice text={format.text('whatIf.running')} />}
        {loaded.state === 'failed' && <WhatIfFaults cause={loaded.cause} onRetry={loaded.retry} />}
        {result && <WhatIfResult result={result} chosen={chosen} onChoose={setChosen} />}
      </div>
    </div>
  );
}
