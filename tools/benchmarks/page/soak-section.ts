import type { SoakMinute, SoakResult, SoakVerdict } from '../soak/soak-result';
import { FLAT_RULE } from '../soak/soak-verdict';
import type { SoakRecord } from './benchmark-record';
import { machineLines } from './machine-lines';

/** In less, what wanders looks like a rise. */
const JUDGED_MINUTES = 5;

/** What a soak showed, minute by minute, and what it means. */
export function soakSection(record: SoakRecord): string {
  const { result } = record;
  return `## Soak

500 completions a second into a Totara site, for ${result.minutes.length} minutes: captured, delivered to a stand-in for Oracle in batches of 100 and read by a poller, by one API and one worker. Each minute old deliveries are purged and the whole site is compared with the ledger.

${machineLines(record)}

${soakWords(result)}

| Minute | Written a second | Delivered a second | Site to Oracle, p50 / p99 ms | Pull, p50 / p99 ms | Waiting, most | API MB | Worker MB | Ledger / queue / attempts MB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${result.minutes.map(minuteRow).join('\n')}

${FLAT_RULE}

| From the second minute on | Mean | Rise | Allowed | |
| --- | --- | --- | --- | --- |
${result.verdicts.map(verdictRow).join('\n')}
`;
}

/** The verdict in a sentence or two. */
export function soakWords(result: SoakResult): string {
  const steep = result.verdicts.filter(({ isFlat }) => !isFlat).map(({ figure }) => figure);
  const verdict =
    result.minutes.length < JUDGED_MINUTES
      ? `Too short to judge: that takes ${JUDGED_MINUTES} minutes.`
      : flatness(steep);
  const whole = (count: number) => count.toLocaleString('en');
  return `**${verdict}** Of ${whole(result.written)} completions Oracle has ${whole(result.delivered)} (${whole(result.deliveredTwice)} came twice) and the poller saw ${whole(result.pulled)}; ${whole(result.purged)} old deliveries were purged, and ${result.reconciliations} comparisons with the site ended.`;
}

function flatness(steep: readonly string[]): string {
  return steep.length === 0
    ? 'Memory and latency are flat from the second minute on.'
    : `Not flat from the second minute on: ${steep.join(', ')}.`;
}

function minuteRow(minute: SoakMinute): string {
  const a = (value: number) => Math.round(value).toLocaleString('en');
  return `| ${[
    minute.minute,
    a(minute.written / 60),
    a(minute.delivered / 60),
    `${a(minute.deliveryP50Ms)} / ${a(minute.deliveryP99Ms)}`,
    `${a(minute.pullP50Ms)} / ${a(minute.pullP99Ms)}`,
    a(minute.waiting),
    a(minute.apiMb),
    a(minute.workerMb),
    `${a(minute.ledgerMb)} / ${a(minute.queueMb)} / ${a(minute.attemptsMb)}`,
  ].join(' | ')} |`;
}

function verdictRow({ figure, unit, mean, rise, allowedRise, isFlat }: SoakVerdict): string {
  const a = (value: number) => `${Math.round(value).toLocaleString('en')} ${unit}`;
  return `| ${figure} | ${a(mean)} | ${a(rise)} | ${a(allowedRise)} | ${isFlat ? 'flat' : 'not flat'} |`;
}
