import { TrendChart, type TrendLine } from '../../kit/chart/trend-chart.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import type { OperationsReport } from '../../state/records/operations.ts';
import { amountText, bytesText, MEGABYTE, millisecondsText } from './amounts.ts';
import styles from './operations.module.css';
import { RefusalBars } from './refusal-bars.tsx';
import { quantiles, rates, SPAN_MS, values } from './samples.ts';
import { StageTable } from './stage-table.tsx';

/** Two questions may go unanswered before a line breaks. */
const GAP_MS = 7_000;

/** Rates, queue, times, push, memory, database and refusals: a panel each. */
export function OperationsPanels({ samples }: { samples: readonly OperationsReport[] }) {
  const format = useFormat();
  const now = samples.at(-1)!;
  const amount = (value: number) => amountText(format, value);
  const ms = (value: number) => millisecondsText(format, value);
  const bytes = (value: number) => bytesText(format, value);
  const last = (read: (sample: OperationsReport) => number) => rates(samples, read).at(-1)?.value ?? 0;
  const chart = (write: (value: number) => string, title: string, lines: readonly TrendLine[]) => (
    <div className={styles.drawn}>
      <TrendChart
        lines={lines}
        from={Math.max(samples[0]!.time, now.time - SPAN_MS)}
        to={now.time}
        gapMs={GAP_MS}
        write={write}
        summary={`${title}: ${lines.map(({ name, points }) => `${name} ${points.length > 0 ? write(points.at(-1)!.value) : ''}`).join(', ')}`}
      />
    </div>
  );
  const others = ({ messages }: OperationsReport) =>
    Object.entries(messages).reduce((sum, [protocol, count]) => (protocol === 'mqtt' ? sum : sum + count), 0);
  const text = format.text;
  return (
    <div className={styles.panels}>
      <Panel className={styles.panel} title={text('operations.rates')} aside={text('operations.ratesAside')}>
        {chart(amount, text('operations.rates'), [
          { key: 'mqtt', name: text('operations.mqtt'), points: rates(samples, ({ messages }) => messages.mqtt ?? 0) },
          { key: 'other', name: text('operations.otherMessages'), points: rates(samples, others) },
          {
            key: 'observations',
            name: text('operations.observations'),
            points: rates(samples, (one) => one.observations),
          },
        ])}
      </Panel>
      <Panel
        className={styles.panel}
        title={text('operations.queue')}
        aside={text('operations.oldest', { age: ms(now.oldestWaitingMs) })}
      >
        {chart(amount, text('operations.queue'), [
          { key: 'waiting', name: text('operations.waiting'), points: values(samples, ({ waiting }) => waiting) },
          { key: 'inFlight', name: text('operations.inFlight'), points: values(samples, ({ inFlight }) => inFlight) },
        ])}
      </Panel>
      <Panel className={styles.panel} title={text('operations.latency')}>
        {chart(ms, text('operations.latency'), [
          {
            key: 'slowest',
            name: text('operations.slowest'),
            points: quantiles(samples, ({ stages }) => stages.receiveToCommit, 0.99),
          },
          {
            key: 'median',
            name: text('operations.median'),
            points: quantiles(samples, ({ stages }) => stages.receiveToCommit, 0.5),
          },
        ])}
      </Panel>
      <Panel className={styles.panel} title={text('operations.stages')} aside={text('operations.stagesAside')}>
        <StageTable samples={samples} />
      </Panel>
      <Panel
        className={styles.panel}
        title={text('operations.push')}
        aside={text('operations.clients', { count: format.number(now.push.clients) })}
      >
        {chart(amount, text('operations.push'), [
          { key: 'frames', name: text('operations.frames'), points: rates(samples, ({ push }) => push.frames) },
          { key: 'lag', name: text('operations.lag'), points: values(samples, ({ pushLag }) => pushLag) },
        ])}
        <p className={styles.foot}>
          {text('operations.pushFacts', {
            rate: bytes(last(({ push }) => push.bytes)),
            snapshots: format.number(now.push.snapshots),
            dropped: format.number(now.push.droppedToSnapshot),
          })}
        </p>
      </Panel>
      <Panel
        className={styles.panel}
        title={text('operations.memory')}
        aside={text('operations.cpu', { share: format.share(last(({ cpuSeconds }) => cpuSeconds)) })}
      >
        {chart((value) => bytes(value * MEGABYTE), text('operations.memory'), [
          {
            key: 'resident',
            name: text('operations.resident'),
            points: values(samples, ({ memory }) => memory.rssBytes / MEGABYTE),
          },
          {
            key: 'heap',
            name: text('operations.heap'),
            points: values(samples, ({ memory }) => memory.heapBytes / MEGABYTE),
          },
        ])}
      </Panel>
      <Panel className={styles.panel} title={text('operations.loop')}>
        {chart(ms, text('operations.loop'), [
          {
            key: 'loopSlowest',
            name: text('operations.slowest'),
            points: values(samples, ({ eventLoop }) => eventLoop.p99Ms),
          },
          {
            key: 'loopMedian',
            name: text('operations.median'),
            points: values(samples, ({ eventLoop }) => eventLoop.p50Ms),
          },
        ])}
      </Panel>
      <Panel
        className={styles.panel}
        title={text('operations.database')}
        aside={text('operations.disk', { free: bytes(now.disk.freeBytes), total: bytes(now.disk.totalBytes) })}
      >
        {chart(amount, text('operations.database'), [
          {
            key: 'busy',
            name: text('operations.busy'),
            points: values(samples, ({ database }) => database.connections - database.idle),
          },
          {
            key: 'queued',
            name: text('operations.queued'),
            points: values(samples, ({ database }) => database.waiting),
          },
        ])}
        <p className={styles.foot}>
          {text('operations.commits', {
            rate: amount(last(({ commits }) => commits)),
            failed: format.number(now.failedCommits),
          })}
        </p>
      </Panel>
      <Panel className={styles.panel} title={text('operations.refusals')} aside={text('operations.refusalsAside')}>
        <RefusalBars refusals={now.refusals} />
      </Panel>
    </div>
  );
}
