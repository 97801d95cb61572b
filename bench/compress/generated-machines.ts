/**
 * How images, clusters and services fail.
 * @module
 */
import { exit, type FailureKind } from './failure.ts'

const docker: FailureKind = {
  name: 'docker build',
  noise: (r) =>
    r.pick([
      `#${10 + r.whole(30)} ${r.whole(90)}.${r.whole(999)} Get:${r.whole(200)} http://deb.debian.org/debian bookworm/main amd64 lib${r.name()} amd64 ${r.whole(9)}.${r.whole(40)}-1 [${r.whole(900)} kB]`,
      `#${10 + r.whole(30)} sha256:${r.hex(64)} ${r.whole(90)}.5MB / 98.12MB ${r.whole(9)}.2s`,
      `#${10 + r.whole(30)} ${r.whole(90)}.${r.whole(999)} Unpacking lib${r.name()} (${r.whole(9)}.${r.whole(40)}-1) ...`,
    ]),
  fail(r) {
    const step = 40 + r.whole(20)
    const command = `RUN curl -fsSL https://dl.example.org/${r.name()}-${r.whole(9)}.tar.gz | tar xz`
    const message = `curl: (22) The requested URL returned error: ${r.pick([404, 502, 503])}`
    const place = `Dockerfile:${r.whole(90)}`
    return {
      lines: [
        `#${step} [builder ${r.whole(9)}/12] ${command}`,
        `#${step} 1.204 ${message}`,
        `#${step} ERROR: process "/bin/sh -c curl" did not complete successfully: exit code: 22`,
        '------',
        ` > [builder] ${command}:`,
        '------',
        place,
      ],
      summary: [
        'ERROR: failed to solve: process "/bin/sh -c curl" did not complete successfully: exit code: 22',
      ],
      signals: [command, message, place, 'ERROR: failed to solve'],
      annotation: '##[error]buildx failed with: ERROR: failed to solve',
    }
  },
}

const terraform: FailureKind = {
  name: 'terraform',
  noise: (r) =>
    r.pick([
      `aws_instance.${r.name()}[${r.whole(40)}]: Refreshing state... [id=i-${r.hex(17)}]`,
      `module.${r.name()}.aws_s3_bucket.${r.name()}: Still creating... [${r.whole(9)}m${r.whole(59)}s elapsed]`,
      `module.${r.name()}.aws_iam_role.${r.name()}: Creation complete after ${r.whole(9)}s [id=${r.hex(12)}]`,
    ]),
  fail(r) {
    const resource = `aws_db_instance.${r.name()}`
    const place = `on modules/${r.name()}/main.tf line ${r.whole(300)}, in resource`
    const message = `Error: creating RDS DB Instance (${r.name()}): InvalidParameterCombination: Cannot find version 14.${r.whole(30)} for postgres`
    return {
      lines: [
        '╷',
        `│ ${message}`,
        '│',
        `│   with ${resource},`,
        `│   ${place} "aws_db_instance" "main":`,
        '│  12: resource "aws_db_instance" "main" {',
        '╵',
      ],
      summary: [],
      signals: [message, `with ${resource}`, place],
      annotation: 'Error: Terraform exited with code 1.',
    }
  },
}

const kubernetes: FailureKind = {
  name: 'kubernetes',
  noise: (r) =>
    r.pick([
      `Normal  Pulled   ${r.whole(59)}m  kubelet  Successfully pulled image "registry.example.org/${r.name()}:${r.hex(7)}" in ${r.whole(9)}s`,
      `deployment.apps/${r.name()} condition met`,
      `Waiting for deployment "${r.name()}" rollout to finish: ${r.whole(9)} of 10 updated replicas are available...`,
      `pod/${r.name()}-${r.hex(10)}-${r.hex(5)} 1/1 Running 0 ${r.whole(90)}m`,
    ]),
  fail(r) {
    const pod = `${r.name()}-${r.hex(10)}-${r.hex(5)}`
    const cause = `Warning  Failed  2m  kubelet  Error: secret "${r.name()}-tls" not found`
    return {
      lines: [
        `pod/${pod} 0/1 CrashLoopBackOff ${3 + r.whole(20)} 9m`,
        `Warning  BackOff  1m  kubelet  Back-off restarting failed container app in pod ${pod}`,
        'Last State: Terminated  Reason: OOMKilled  Exit Code: 137',
      ],
      summary: [`error: deployment "${r.name()}" exceeded its progress deadline`],
      signals: [
        `pod/${pod} 0/1 CrashLoopBackOff`,
        'OOMKilled  Exit Code: 137',
        'exceeded its progress deadline',
      ],
      cause,
      annotation: exit(1),
    }
  },
}

const service: FailureKind = {
  name: 'service',
  noise: (r) =>
    `{"level":"${r.pick(['info', 'info', 'debug', 'warn'])}","service":"${r.name()}","msg":"handled request","path":"/v1/${r.name()}/${r.whole(9999)}","status":${r.pick([200, 200, 204, 304])},"ms":${r.whole(300)},"trace":"${r.hex(16)}"}`,
  fail(r) {
    const trace = r.hex(16)
    const message = `"level":"error","service":"${r.name()}","msg":"could not commit: deadlock detected on relation ${r.name()}"`
    const place = `/app/src/${r.name()}.js:${r.whole(400)}:${r.whole(60)}`
    return {
      lines: [
        `{${message},"trace":"${trace}"}`,
        `Error: deadlock detected`,
        `    at commit (${place})`,
        '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
      ],
      summary: [],
      signals: [message, place],
    }
  },
}

const ansible: FailureKind = {
  name: 'ansible',
  noise: (r) =>
    r.pick([
      `ok: [web-${r.whole(40)}]`,
      `changed: [db-${r.whole(9)}]`,
      `TASK [${r.name()} : install ${r.name()}] ${'*'.repeat(40)}`,
    ]),
  fail(r) {
    const host = `web-${r.whole(40)}`
    const task = `TASK [${r.name()} : open the firewall] ***`
    const message = `fatal: [${host}]: FAILED! => {"changed": false, "msg": "Unable to start service ${r.name()}: Job for unit failed", "rc": 1}`
    return {
      lines: [task, message],
      summary: ['PLAY RECAP ****', `${host} : ok=12 changed=3 unreachable=0 failed=1 skipped=2`],
      signals: [task, message, `${host} : ok=12 changed=3 unreachable=0 failed=1`],
      annotation: exit(2),
    }
  },
}

export const machineKinds: readonly FailureKind[] = [
  docker,
  terraform,
  kubernetes,
  service,
  ansible,
]
