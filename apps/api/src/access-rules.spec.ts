import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { Access, parseEnvironment } from '@oracle-integration/platform';
import { AppModule } from './app.module';
import { serviceDataSource } from './data-source';
import { calledRoutesOf, controllersOf, routesOf } from './testing/routes';

const WORKSPACE = resolve(import.meta.dirname, '../../..');

/** The names of all controller classes in the sources of the service. */
function writtenControllers(): string[] {
  return ['libs', 'apps/api'].flatMap((room) =>
    readdirSync(join(WORKSPACE, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.controller.ts'))
      .flatMap((file) => [
        ...readFileSync(join(WORKSPACE, room, file), 'utf8').matchAll(/^export class (\w+)/gm),
      ])
      .map(([, name]) => name!),
  );
}

function appModule() {
  const dataSource = serviceDataSource('postgres://localhost/not-connected');
  return AppModule.forProcess({ environment: parseEnvironment({}), raw: {}, dataSource });
}

describe('the routes of the service', () => {
  it('each say who may call them', async () => {
    const routes = [...(await controllersOf(appModule()))].flatMap(routesOf);

    const undeclared = routes.filter(({ rule }) => rule === undefined).map(({ name }) => name);

    expect(undeclared).toEqual([]);
  });

  it('are all seen by this check: every controller that is written is wired, and has routes', async () => {
    const controllers = [...(await controllersOf(appModule()))];

    expect(controllers.map(({ name }) => name).sort()).toEqual(writtenControllers().sort());
    expect(controllers.filter((controller) => routesOf(controller).length === 0)).toEqual([]);
  });

  it('are public only where nobody can be signed in yet, or nothing is told', async () => {
    const routes = [...(await controllersOf(appModule()))].flatMap(routesOf);

    const open = routes.filter(({ rule }) => rule === 'public').map(({ name }) => name);

    expect(open.sort()).toEqual([
      'ControlPanelController.show',
      'HealthController.live',
      'HealthController.ready',
      'InvitationController.accept',
      'InvitationController.open',
      'MetricsController.text',
      'OpenApiController.document',
      'OpenApiController.file',
      'OpenApiController.page',
      'SessionController.setUp',
      'SessionController.signIn',
      'SsoController.finish',
      'SsoController.start',
      'SsoController.view',
    ]);
  });
});

describe('what managers do', () => {
  it('is written into the audit log: by the declaration of the route, or in the transaction of its service', async () => {
    const routes = [...(await controllersOf(appModule()))].flatMap(calledRoutesOf);

    const byServices = routes
      .filter(({ rule, method }) => (rule === 'view' || rule === 'manage') && method !== 'GET')
      .filter(({ isAudited }) => !isAudited)
      .map(({ name }) => name);

    expect(byServices.sort()).toEqual([
      'ConnectionTestController.test',
      'ErasureController.request',
      // How a file is read, and a look at what it holds: nothing is in the ledger before it is applied.
      'ImportController.check',
      'ImportController.map',
      'InvitationController.invite',
      'InvitationController.reset',
      'InvitationController.withdraw',
      'ManagerController.change',
      'ManagerController.remove',
      // It looks, and changes nothing.
      'MappingPreviewController.preview',
      'PushControlController.confirmCopy',
      'SessionController.changePassword',
      'SessionController.endSession',
      'SessionController.signOut',
      'SettingsController.change',
      // It begins here, and is written down when the provider has answered.
      'SsoController.link',
      'TokenController.generate',
      'TokenController.revoke',
      'TotaraConnectionTestController.test',
    ]);
  });
});

describe('the check of access rules', () => {
  it('finds a route that declares none, wherever its module is imported', async () => {
    const routes = [...(await controllersOf(OuterModule))].flatMap(routesOf);

    expect(routes).toEqual([
      { name: 'CarefulController.declared', rule: 'view' },
      { name: 'CarelessController.forgotten', rule: undefined },
      { name: 'CarelessController.declared', rule: 'view' },
    ]);
  });
});

@Controller('careful')
class CarefulController {
  @Get()
  @Access('view')
  declared(): void {}
}

@Controller('careless')
class CarelessController extends CarefulController {
  @Get('forgotten')
  forgotten(): void {}

  /** Not a route. */
  helper(): void {}
}

@Module({ controllers: [CarelessController] })
class InnerModule {}

@Module({ imports: [{ module: InnerModule }, InnerModule], controllers: [CarefulController] })
class OuterModule {}
