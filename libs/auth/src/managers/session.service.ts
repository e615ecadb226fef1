import { Injectable } from '@nestjs/common';
import type { SessionView } from '@oracle-integration/contracts';
import { randomToken, sha256 } from '@oracle-integration/platform';
import { CredentialsWrongError } from '../auth.errors';
import { ManagerRepository } from './manager.repository';
import { isPassword } from './password';
import { type LiveSession, SessionRepository } from './session.repository';

/** A session that was just opened: the cookie's value is shown here once and kept nowhere. */
export interface OpenedSession {
  readonly cookie: string;
  readonly view: SessionView;
}

/** Signing in and out. Sessions live in the database, so they end at once and in every process. */
@Injectable()
export class SessionService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly managers: ManagerRepository,
  ) {}

  /** @throws CredentialsWrongError for a wrong address and a wrong password alike. */
  async signIn(email: string, password: string): Promise<OpenedSession> {
    const manager = await this.managers.findByEmail(email);
    const isRight = await isPassword(manager?.passwordHash, password);
    if (!manager || !isRight) throw new CredentialsWrongError();
    return this.open(manager.id);
  }

  /** Opens a session for a manager who has proved who they are. */
  async open(managerId: string): Promise<OpenedSession> {
    const cookie = randomToken();
    await this.sessions.insert(sha256(cookie), managerId, randomToken());
    const session = await this.find(cookie);
    return { cookie, view: sessionView(session!) };
  }

  /** The session behind a cookie, while it lives. */
  async find(cookie: string | undefined): Promise<LiveSession | undefined> {
    return cookie ? this.sessions.findLive(sha256(cookie)) : undefined;
  }

  async signOut(cookie: string): Promise<void> {
    await this.sessions.delete(sha256(cookie));
  }
}

export function sessionView({ managerId, email, role, csrfToken, expiresAt }: LiveSession): SessionView {
  return { manager: { id: managerId, email, role }, csrfToken, expiresAt: expiresAt.toISOString() };
}
