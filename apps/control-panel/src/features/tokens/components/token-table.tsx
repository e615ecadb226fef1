import { Button, Group } from '@mantine/core';
import { ApiTokenState } from '@oracle-integration/contracts';
import { formatDay } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { ExactTime } from '../../../ui/relative-time';
import { StatusWord } from '../../../ui/status-word';
import type { Tone } from '../../../ui/tone';
import type { ApiToken } from '../api/token-queries';

interface TokenTableProps {
  tokens: readonly ApiToken[];
  onReplace: (token: ApiToken) => void;
  onRevoke: (token: ApiToken) => void;
}

const words = strings.tokens;

const TONES: Readonly<Record<ApiTokenState, Tone>> = { active: 'ok', expired: 'attention', revoked: 'off' };

export function TokenTable({ tokens, onReplace, onRevoke }: TokenTableProps) {
  const columns: Column<ApiToken>[] = [
    { id: 'token', header: words.columns.token, cell: (token) => <TokenName token={token} />, isTitle: true },
    { id: 'state', header: words.columns.state, cell: (token) => <TokenStanding token={token} /> },
    { id: 'may', header: words.columns.may, cell: (token) => <TokenRights token={token} /> },
    { id: 'used', header: words.columns.used, cell: (token) => <TokenUse token={token} /> },
    {
      id: 'actions',
      header: words.columns.actions,
      cell: (token) =>
        token.state === ApiTokenState.Active && (
          <Group gap={6} wrap="nowrap">
            <Button size="xs" variant="default" onClick={() => onReplace(token)}>
              {words.replace}
            </Button>
            <Button
              size="xs"
              variant="default"
              c="var(--mantine-color-error)"
              onClick={() => onRevoke(token)}
            >
              {words.revoke}
            </Button>
          </Group>
        ),
    },
  ];
  return <DataTable label={words.title} columns={columns} rows={tokens} rowKey={({ id }) => id} />;
}

function TokenName({ token: { label, hint, consumer } }: { token: ApiToken }) {
  return (
    <>
      <div>{label}</div>
      <div className="quiet">
        {hint === null ? words.fromEnvironment : <code>{hint}…</code>}
        {consumer.name !== label && ` · ${consumer.name}`}
      </div>
    </>
  );
}

function TokenStanding({ token: { state, expiresAt, revokedBy } }: { token: ApiToken }) {
  return (
    <>
      <StatusWord tone={TONES[state]}>{words.states[state]}</StatusWord>
      {state === ApiTokenState.Active && expiresAt && (
        <div className="quiet">{words.until(formatDay(expiresAt))}</div>
      )}
      {state === ApiTokenState.Revoked && revokedBy && <div className="quiet">{words.by(revokedBy)}</div>}
    </>
  );
}

function TokenRights({ token: { scopes, allowedAddresses } }: { token: ApiToken }) {
  return (
    <>
      <div>{scopes.map((scope) => words.scopes[scope]).join(', ')}</div>
      <div className="quiet">
        {allowedAddresses.length === 0 ? words.anyAddress : allowedAddresses.join(', ')}
      </div>
    </>
  );
}

function TokenUse({ token: { lastUsedAt, lastUsedFrom, createdAt, createdBy } }: { token: ApiToken }) {
  return (
    <>
      <div>
        {lastUsedAt ? <ExactTime moment={lastUsedAt} /> : words.neverUsed}
        {lastUsedAt && lastUsedFrom && <span className="quiet"> {words.from(lastUsedFrom)}</span>}
      </div>
      <div className="quiet">{words.generatedOn(formatDay(createdAt), createdBy)}</div>
    </>
  );
}
