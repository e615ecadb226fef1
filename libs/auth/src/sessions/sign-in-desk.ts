import { Injectable } from '@nestjs/common';
import type { SessionView, SignInRequest } from '@oracle-integration/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEVICE_COOKIE, DEVICE_COOKIE_SECONDS } from '../throttle/known-device';
import { SessionCookie } from './session-cookie';
import { SignInService } from './sign-in.service';

/** Where the browser meets the sign-in: reads its cookies and gives it new ones. */
@Injectable()
export class SignInDesk {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookies: SessionCookie,
  ) {}

  async signIn(body: SignInRequest, request: FastifyRequest, reply: FastifyReply): Promise<SessionView> {
    const deviceCookie = this.cookies.get(request, DEVICE_COOKIE);
    const opened = await this.signIns.signIn(body, { ...this.cookies.placeOf(request), deviceCookie });
    const view = this.cookies.write(request, reply, opened);
    this.cookies.set(request, reply, {
      name: DEVICE_COOKIE,
      value: opened.deviceCookie,
      maxAgeSeconds: DEVICE_COOKIE_SECONDS,
    });
    return view;
  }
}
