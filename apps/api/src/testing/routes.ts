import { type DynamicModule, type ForwardReference, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import {
  ACCESS_RULE,
  AUDITED_ROUTE,
  type AccessRule,
  WHILE_OFF_RULE,
  type WhileOffRule,
} from '@oracle-integration/platform';

type AnyModule = Type<unknown> | DynamicModule | ForwardReference | Promise<DynamicModule>;

export interface DeclaredRoute {
  /** `SessionController.signIn` */
  readonly name: string;
  /** `undefined` when neither the method nor its controller declares one. */
  readonly rule: AccessRule | undefined;
}

/** A route as it is called. */
export interface CalledRoute extends DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly whileOff: WhileOffRule;
  /** Whether its calls are written into the audit log by its declaration. */
  readonly isAudited: boolean;
}

/** Every controller that a module and all it imports bring in. */
export async function controllersOf(root: AnyModule): Promise<ReadonlySet<Type<unknown>>> {
  const controllers = new Set<Type<unknown>>();
  const seen = new Set<unknown>();
  const visit = async (given: AnyModule): Promise<void> => {
    const imported = await given;
    if (seen.has(imported)) return;
    seen.add(imported);
    if ('forwardRef' in imported) return visit(imported.forwardRef() as AnyModule);
    const isDynamic = 'module' in imported;
    const type = isDynamic ? imported.module : imported;
    const declared = <Value>(key: 'imports' | 'controllers') =>
      (Reflect.getMetadata(key, type) ?? []) as Value[];
    const own = declared<Type<unknown>>(MODULE_METADATA.CONTROLLERS as 'controllers');
    for (const controller of [...own, ...((isDynamic && imported.controllers) || [])])
      controllers.add(controller);
    const imports = declared<AnyModule>(MODULE_METADATA.IMPORTS as 'imports');
    for (const next of [...imports, ...((isDynamic && imported.imports) || [])])
      await visit(next as AnyModule);
  };
  await visit(root);
  return controllers;
}

/** The routes of a controller, its inherited ones included, each with its access rule. */
export function routesOf(controller: Type<unknown>): DeclaredRoute[] {
  return handlersOf(controller).map(([name, method]) => ({
    name: `${controller.name}.${name}`,
    rule: declaredBy<AccessRule>(ACCESS_RULE, controller, method),
  }));
}

/** The same with the methods and paths by which they are called; one with several paths is several routes. */
export function calledRoutesOf(controller: Type<unknown>): CalledRoute[] {
  const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
  return handlersOf(controller).flatMap(([name, method]) => {
    const paths = [Reflect.getMetadata(PATH_METADATA, method) as string | string[]].flat();
    return paths.map((path) => ({
      name: `${controller.name}.${name}`,
      rule: declaredBy<AccessRule>(ACCESS_RULE, controller, method),
      whileOff: declaredBy<WhileOffRule>(WHILE_OFF_RULE, controller, method) ?? 'closed',
      isAudited: Reflect.hasMetadata(AUDITED_ROUTE, method),
      method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod],
      path: `/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
    }));
  });
}

function handlersOf(controller: Type<unknown>): [string, object][] {
  return methodsOf(controller.prototype as object).filter(
    ([, method]) =>
      Reflect.hasMetadata(PATH_METADATA, method) && Reflect.hasMetadata(METHOD_METADATA, method),
  );
}

function declaredBy<Rule>(key: string, controller: Type<unknown>, method: object): Rule | undefined {
  return (Reflect.getMetadata(key, method) ?? Reflect.getMetadata(key, controller)) as Rule | undefined;
}

function methodsOf(prototype: object | null): [string, object][] {
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(
    ([name, { value }]): [string, object][] =>
      typeof value === 'function' && name !== 'constructor' ? [[name, value as object]] : [],
  );
  const names = new Set(own.map(([name]) => name));
  return [
    ...own,
    ...methodsOf(Object.getPrototypeOf(prototype) as object | null).filter(([name]) => !names.has(name)),
  ];
}
