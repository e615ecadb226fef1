import { Injectable } from '@nestjs/common';
import type { SessionListItemView, SessionView, SignInMethod } from '@oracle-integration/contracts';
import { AuditService, type Caller, randomToken, sha256 } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { DataSource } from 'typeorm';
import { SessionUnknownError } from '../managers/account.errors';
import { ManagerRepository } from '../managers/manager.repository';
import { sessionListItemView, sessionView } from './session.mapper';
import { type LiveSession, type SessionLimits, SessionRepository } from './session.repository';

/** A session that was just opened: the cookie's value is shown here once and kept nowhere. */
export interface OpenedSession {
  readonly cookie: string;
  readonly view: SessionView;
}

/** The browser that a person signs in with. */
export interface SignInPlace {
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The session it had until now, which ends: nobody may plant one that lives on. */
  readonly previousCookie: string | undefined;
}

/** Sessions live in the database, so they end at once and in every process. */
@Injectable()
export class SessionService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly managers: ManagerRepository,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly dataSource: DataSource,
  ) {}

  /** Opens a session, under an id of its own, for a manager who has proved who they are. */
  async open(managerId: string, method: SignInMethod, place: SignInPlace): Promise<OpenedSession> {
    const cookie = randomToken();
    const { address, userAgent, previousCookie } = place;
    if (previousCookie) await this.sessions.delete(sha256(previousCookie));
    const opened = { tokenHash: sha256(cookie), managerId, csrfToken: randomToken() };
    await this.sessions.insert({ ...opened, method, address, userAgent }, this.limits());
    await this.managers.noteSignIn(managerId, this.dataSource);
    const session = await this.find(cookie);
    // Disabled or removed between the proof and now.
    if (!session) throw new SessionUnknownError();
    const actor = { kind: 'manager', id: managerId, name: session.email } as const;
    await this.audit.record({ action: 'session.signed_in', actor, address, details: { method } });
    return { cookie, view: this.view(session) };
  }

  /** The session behind a cookie, while it lives. */
  async find(cookie: string | undefined): Promise<LiveSession | undefined> {
    return cookie ? this.sessions.findLive(sha256(cookie), this.limits()) : undefined;
  }

  view(session: LiveSession): SessionView {
    return sessionView(session, this.settings.current().integrationEnabled);
  }

  async signOut(cookie: string, caller: Caller): Promise<void> {
    await this.sessions.delete(sha256(cookie));
    await this.audit.record({ ...caller, action: 'session.signed_out' });
  }

  /** The open sessions of a manager. */
  async listOf(managerId: string, currentId: string): Promise<SessionListItemView[]> {
    const sessions = await this.sessions.listOf(managerId);
    return sessions.map((session) => sessionListItemView(session, currentId));
  }

  /**
   * Ends a session: one's own, or anybody's for who may manage.
   *
   * @throws SessionUnknownError also for a session that is not theirs to end
   */
  async end(id: string, current: LiveSession, caller: Caller): Promise<void> {
    const session = await this.sessions.find(id);
    const isAllowed = session?.managerId === current.managerId || current.role === 'manage';
    if (!session || !isAllowed) throw new SessionUnknownError();
    await this.dataSource.transaction(async (transaction) => {
      await this.sessions.deleteById(id, transaction);
      await this.audit.record(
        { ...caller, action: 'session.ended', target: session.managerId, details: { sessionId: id } },
        transaction,
      );
    });
  }

  private limits(): SessionLimits {
    const { sessionIdleHours, sessionDays } = this.settings.current();
    return { idleHours: sessionIdleHours, absoluteDays: sessionDays };
  }
}
