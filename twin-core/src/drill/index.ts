/** The door 'twin-core/drill': scenarios, what a seed makes of them, how people did. */
export { checkScenario, type Site as ScenarioSite } from './check-scenario.ts';
export { type Comparison, compareRuns, type EarlierRun, type StepComparison } from './compare.ts';
export { drillCatalogue } from './drill-catalogue.ts';
export type { DrillEvent, DrillLog, DrillMessage } from './drill-log.ts';
export { endingOf } from './ending.ts';
export { forkForDrill } from './fork.ts';
export { type Plan, type PlannedInject, planDrill } from './plan.ts';
export { LONGEST_SCENARIO, type ReadScenario, readScenario, type TextFault, writeScenario } from './read-scenario.ts';
export { type Inject, Scenario, type ScenarioStep, scenarioJsonSchema } from './scenario.ts';
export { type RecordedIncident, type RecordedValue, scenarioOfAlarm } from './scenario-of-alarm.ts';
export { type Communication, type Sheet, type StepResult, type StepScore, scoreDrill } from './score.ts';
