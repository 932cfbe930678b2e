import type { Inject, Scenario, ScenarioStep } from 'twin-core/drill';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import { minutes } from '../drills/minutes.ts';

/** What a scenario comes to: its injects and its steps as two tables. */
export function ScenarioPreview({ scenario }: { scenario: Scenario }) {
  const { store } = useCenter();
  const format = useFormat();
  const nameOf = (ref: string): string =>
    ref.startsWith('$')
      ? (scenario.vary[ref.slice(1)] ?? []).map(nameOf).join(' / ')
      : (store.device(ref)?.name ?? ref);
  const whatOf = ({ event, observations = {}, say }: Inject) =>
    [
      ...(event ? [event.type] : []),
      ...Object.entries(observations).map(([property, value]) => `${property} = ${String(value)}`),
      ...(say ? [format.label(say.text)] : []),
    ].join(' · ');
  const injects: Column<Inject>[] = [
    {
      key: 'at',
      title: format.text('scenarios.at'),
      cell: ({ at, jitterS }) => `${minutes(at * 1000)}${jitterS > 0 ? ` ± ${jitterS}` : ''}`,
    },
    {
      key: 'device',
      title: format.text('scenarios.device'),
      cell: ({ device }) => [device ?? []].flat().map(nameOf).join(', '),
    },
    { key: 'what', title: format.text('scenarios.what'), cell: whatOf },
  ];
  const steps: Column<ScenarioStep>[] = [
    { key: 'step', title: format.text('scenarios.step'), cell: ({ text }) => format.label(text) },
    {
      key: 'role',
      title: format.text('drill.role'),
      cell: ({ role }) => {
        const found = scenario.roles.find(({ id }) => id === role);
        return found && format.label(found.label);
      },
    },
    { key: 'after', title: format.text('scenarios.after'), cell: ({ after }) => after },
    {
      key: 'within',
      title: format.text('scenarios.within'),
      isNumber: true,
      cell: ({ withinS }) => minutes(withinS * 1000),
    },
  ];
  return (
    <Panel title={format.text('scenarios.preview')}>
      <DataTable
        columns={injects}
        rows={scenario.injects}
        keyOf={({ id }) => id}
        empty={format.text('scenarios.noneInjects')}
        testId="scenario-injects"
      />
      <DataTable
        columns={steps}
        rows={scenario.steps}
        keyOf={({ id }) => id}
        empty={format.text('scenarios.noneSteps')}
        testId="scenario-steps"
      />
    </Panel>
  );
}
