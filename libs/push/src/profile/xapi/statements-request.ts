import type { Settings } from '@oracle-integration/settings';
import type { ProfileRequest } from '../conversation';
import type { StatementOutcome, StatementRules } from './statement';

type Made = Extract<StatementOutcome, { statement: object }>;
type Request = Pick<ProfileRequest, 'method' | 'path' | 'headers'>;

/** How the settings want completions to be told. */
export function statementRulesOf(settings: Settings): StatementRules {
  return {
    actor: settings.pushXapiActor,
    accountHomePage: settings.pushXapiAccountHomePage,
    objectId: settings.pushXapiObjectId,
    verbId: settings.pushXapiVerb,
    language: settings.pushXapiLanguage,
    withDuration: settings.pushXapiDuration,
    oneStatementPer: settings.pushXapiStatementPer,
  };
}

/** The request of some statements; by PUT, of the first. */
export function statementsRequest(made: readonly Made[], settings: Settings): Request & { body: string } {
  const path = settings.pushXapiStatementsPath;
  const headers = { 'content-type': 'application/json', ...versionOf(settings) };
  const [first] = made;
  if (settings.pushXapiMethod === 'put' && first) {
    const body = JSON.stringify(first.statement);
    return { method: 'PUT', path: `${path}?statementId=${first.id}`, headers, body };
  }
  return { method: 'POST', path, headers, body: JSON.stringify(made.map(({ statement }) => statement)) };
}

/** `about`, beside the statements. */
export function aboutRequest(settings: Settings): Request {
  const path = settings.pushXapiStatementsPath.replace(/[^/]*$/, 'about');
  return { method: 'GET', path, headers: versionOf(settings) };
}

function versionOf({ pushXapiVersion }: Settings): Record<string, string> {
  return { 'x-experience-api-version': pushXapiVersion };
}
