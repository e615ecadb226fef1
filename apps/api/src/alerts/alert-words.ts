import { DateTime } from 'luxon';
import type { OpenAlert } from './alert-changes';
import type { AlertCondition, AlertFacts } from './alert-conditions';
import type { AlertMessage } from './alert-message';

/** Where the control panel is, and which clock its readers go by. */
export interface MessagePlace {
  readonly url: string;
  readonly zone: string;
}

export function openedMessage({ reason, action, path }: AlertCondition, { url }: MessagePlace): AlertMessage {
  return { subject: firstSentence(reason), lines: [reason, action], link: panelAt(url, path) };
}

export function recoveredMessage(
  { reason, openedAt, absentSince, path }: OpenAlert,
  { url, zone }: MessagePlace,
): AlertMessage {
  const ended = absentSince ?? openedAt;
  return {
    subject: `Over: ${firstSentence(reason)}`,
    lines: [
      `This is over: ${reason}`,
      `It lasted from ${momentIn(zone, openedAt)} to ${momentIn(zone, ended)}.`,
    ],
    link: panelAt(url, path),
  };
}

export interface DigestFigures {
  /** Completions that reached Oracle in the last 24 hours. */
  readonly delivered: number;
  readonly typicalSeconds: number | null;
  readonly waiting: number;
  readonly stopped: number;
  readonly alerts: readonly AlertCondition[];
}

/** How it went in the last 24 hours: said also when all is well, so that silence is not taken for health. */
export function digestMessage(
  figures: DigestFigures,
  { lastCapturedAt, now }: AlertFacts,
  { url, zone }: MessagePlace,
): AlertMessage {
  const { delivered, typicalSeconds, waiting, stopped, alerts } = figures;
  const reached = `${delivered.toLocaleString('en')} ${delivered === 1 ? 'completion' : 'completions'} reached Oracle in the last 24 hours`;
  const count = alerts.length;
  const subject =
    count === 0
      ? `All is well: ${reached}.`
      : `${count} ${count === 1 ? 'thing needs' : 'things need'} somebody; ${reached}.`;
  return {
    subject,
    lines: [
      `${reached}.`,
      ...(typicalSeconds === null ? [] : [`Typical delay: ${typicalSeconds} s.`]),
      `Waiting: ${waiting.toLocaleString('en')}. Stopped until somebody acts: ${stopped.toLocaleString('en')}.`,
      lastCapturedAt === null
        ? 'No completion has been seen in Totara yet.'
        : `Last completion seen in Totara: ${momentIn(zone, lastCapturedAt)}.`,
      ...alerts.map(({ reason, action }) => `! ${reason} ${action}`),
      `As of ${momentIn(zone, now)}.`,
    ],
    link: panelAt(url, '/'),
  };
}

export function testMessage({ url, zone }: MessagePlace, now: Date): AlertMessage {
  return {
    subject: 'A test alert of Oracle Integration',
    lines: [`Alerts reach you here. Sent on ${momentIn(zone, now)}. Nobody must act.`],
    link: panelAt(url, '/'),
  };
}

/** The day of a moment in a time zone, when it is as late as the digest is due; else the day before. */
export function digestDay(now: Date, { zone, time }: { zone: string; time: string }): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const there = DateTime.fromJSDate(now, { zone });
  const isDue = there >= there.set({ hour, minute, second: 0, millisecond: 0 });
  return (isDue ? there : there.minus({ days: 1 })).toISODate()!;
}

/** What fits a subject; the whole stands below it. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
}

function panelAt(url: string, path: string): string {
  return `${url}/control-panel${path === '/' ? '' : path}`;
}

function momentIn(zone: string, at: Date): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('d MMM yyyy, HH:mm ZZZZ', { locale: 'en' });
}
