// Runs a command and ends it with SIGKILL at its n-th durable system call, counted over the whole
// tree of processes in the order in which the kernel comes to them.
//
//   kill-at CALLS N WHAT HOLD ROOT COMMAND...
//
// CALLS durable: what changes a name, writes in place, cuts or forces to the disk
//       content: what makes a file, empties it, or writes on at its end
// N     0 kills nobody: every call is printed, then how many there were
// WHAT  tree: all processes of the tree die, except for those that work in ROOT/*.git, which stands
//       for another machine; runner: the command alone, what it started lives on;
//       stop: the command alone is stopped (SIGSTOP), and goes on at SIGCONT
// HOLD  milliseconds for which the call is kept waiting before that, as a slow disk would
// ROOT  only calls on files below this folder count
//
// Prints "call NUMBER PROGRAM SYSCALL FILE" lines, the last one before the kill being the call that
// was not made, then "done". Needs Linux with seccomp and ptrace.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/ptrace.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern long ptrace(int request, ...);

// Where a call names its file: a descriptor, a path, or a path below a descriptor.
enum how { FD, PATH, AT };

static const struct durable {
    int nr;
    const char *name;
    enum how how;
    int argument;
} DURABLE[] = {
    {SYS_fsync, "fsync", FD, 0},
    {SYS_fdatasync, "fdatasync", FD, 0},
    {SYS_pwrite64, "pwrite64", FD, 0},
    {SYS_ftruncate, "ftruncate", FD, 0},
    {SYS_renameat, "renameat", AT, 2},
    {SYS_renameat2, "renameat2", AT, 2},
    {SYS_linkat, "linkat", AT, 2},
    {SYS_symlinkat, "symlinkat", AT, 1},
    {SYS_unlinkat, "unlinkat", AT, 0},
    {SYS_mkdirat, "mkdirat", AT, 0},
#ifdef SYS_rename
    {SYS_rename, "rename", PATH, 1},
    {SYS_link, "link", PATH, 1},
    {SYS_symlink, "symlink", PATH, 1},
    {SYS_unlink, "unlink", PATH, 0},
    {SYS_mkdir, "mkdir", PATH, 0},
    {SYS_rmdir, "rmdir", PATH, 0},
#endif
    {0, NULL, FD, 0},
}, CONTENT[] = {
    {SYS_write, "write", FD, 0},
    {SYS_openat, "openat", AT, 0},
#ifdef SYS_open
    {SYS_open, "open", PATH, 0},
#endif
    {0, NULL, FD, 0},
};
enum { MOST = sizeof DURABLE / sizeof *DURABLE };

static const struct durable *calls = DURABLE;

static void fail(const char *what) {
    fprintf(stderr, "kill-at: %s: %s\n", what, strerror(errno));
    exit(70);
}

// Stops at every call of the table, opening a file only where that may make it.
static void filter(void) {
    struct sock_filter code[6 * MOST + 8];
    int n = 0;
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; calls[i].name; i++) {
        int opens = !strcmp(calls[i].name, "openat") ? 2 : !strcmp(calls[i].name, "open") ? 1 : 0;
        if (!opens) {
            code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i].nr, 0, 1);
            code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
            continue;
        }
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i].nr, 0, 4);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0]) + 8 * opens);
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_CREAT | O_TRUNC, 0, 1);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    }
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {.len = n, .filter = code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) fail("no new privileges");
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) fail("seccomp");
}

static void link_of(pid_t pid, const char *what, char *to) {
    char name[64];
    snprintf(name, sizeof name, "/proc/%d/%s", pid, what);
    ssize_t n = readlink(name, to, PATH_MAX - 1);
    to[n < 0 ? 0 : n] = 0;
}

static void text_of(pid_t pid, unsigned long address, char *to) {
    // A path may end right before a page that is not there.
    size_t have = 0;
    while (have < PATH_MAX - 1) {
        size_t piece = 4096 - (address + have) % 4096;
        if (piece > PATH_MAX - 1 - have) piece = PATH_MAX - 1 - have;
        struct iovec here = {to + have, piece}, there = {(void *)(address + have), piece};
        ssize_t n = process_vm_readv(pid, &here, 1, &there, 1, 0);
        if (n <= 0) break;
        if (memchr(to + have, 0, n)) return;
        have += n;
    }
    to[have] = 0;
}

static void file_of(pid_t pid, const struct durable *call, const unsigned long long *args, char *to) {
    char folder[PATH_MAX], path[PATH_MAX], fd[32];
    if (call->how == FD) {
        snprintf(fd, sizeof fd, "fd/%d", (int)args[call->argument]);
        link_of(pid, fd, to);
        return;
    }
    int at = call->how == AT ? call->argument : 0;
    text_of(pid, args[call->how == AT ? at + 1 : call->argument], path);
    if (path[0] == '/') {
        strcpy(to, path);
        return;
    }
    if (call->how == AT && (int)args[at] != AT_FDCWD) snprintf(fd, sizeof fd, "fd/%d", (int)args[at]);
    else strcpy(fd, "cwd");
    link_of(pid, fd, folder);
    if (snprintf(to, PATH_MAX, "%s/%s", folder, path) >= PATH_MAX) to[PATH_MAX - 1] = 0;
}

static long number;

// Counts the call that a process is about to make; returns whether it is the n-th.
static int counted(pid_t pid, const char *root, long wanted) {
    struct ptrace_syscall_info info;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) <= 0) return 0;
    for (int i = 0; calls[i].name; i++) {
        if (calls[i].nr != (int)info.seccomp.nr) continue;
        char file[PATH_MAX], program[PATH_MAX];
        file_of(pid, &calls[i], (const unsigned long long *)info.seccomp.args, file);
        size_t n = strlen(root);
        if (strncmp(file, root, n) || (file[n] != '/' && file[n])) return 0;
        number++;
        if (wanted && number != wanted) return 0;
        link_of(pid, "exe", program);
        char *base = strrchr(program, '/');
        printf("call %ld %s %s %s\n", number, base ? base + 1 : program, calls[i].name, file + n);
        return number == wanted;
    }
    return 0;
}

static struct timespec in(long millis) {
    struct timespec then;
    clock_gettime(CLOCK_MONOTONIC, &then);
    then.tv_sec += millis / 1000;
    then.tv_nsec += millis % 1000 * 1000000;
    return then;
}

static int before(struct timespec a, struct timespec b) {
    return (a.tv_sec - b.tv_sec) * 1e9 + (a.tv_nsec - b.tv_nsec) < 0;
}

static pid_t runner;

// Lets a process that has stopped or ended go on its way; returns whether it is at the wanted call.
static int handle(pid_t pid, int status, const char *root, long wanted) {
    if (!WIFSTOPPED(status)) {
        if (pid != runner) return 0;
        if (WIFSIGNALED(status)) printf("ended signal %d\n", WTERMSIG(status));
        else printf("ended code %d\n", WEXITSTATUS(status));
        printf("calls %ld\n", number);
        return 0;
    }
    int event = status >> 16, signal = WSTOPSIG(status);
    if (event == PTRACE_EVENT_SECCOMP && counted(pid, root, wanted)) return 1;
    if (event == PTRACE_EVENT_STOP && signal != SIGTRAP) {
        if (pid == runner) puts("stopped");
        ptrace(PTRACE_LISTEN, pid, 0, 0);
    } else {
        ptrace(PTRACE_CONT, pid, 0, event ? 0 : signal);
    }
    return 0;
}

// Kills every process that is ours, until a look finds none: a dying one may just have forked.
static void kill_all(const char *root) {
    char name[64], line[256], cwd[PATH_MAX];
    size_t n = strlen(root);
    for (int found = 1; found;) {
        found = 0;
        DIR *all = opendir("/proc");
        if (!all) fail("/proc");
        for (struct dirent *one; (one = readdir(all));) {
            pid_t pid = atoi(one->d_name);
            if (pid <= 0) continue;
            snprintf(name, sizeof name, "/proc/%d/status", pid);
            FILE *status = fopen(name, "r");
            if (!status) continue;
            int ours = 0, dead = 0;
            while (fgets(line, sizeof line, status)) {
                if (!strncmp(line, "State:", 6)) dead = strchr("ZX", line[7]) != NULL;
                if (!strncmp(line, "TracerPid:", 10)) ours = atoi(line + 10) == getpid();
            }
            fclose(status);
            link_of(pid, "cwd", cwd);
            char *other = strncmp(cwd, root, n) ? NULL : strstr(cwd + n, ".git");
            if (!ours || dead || (other && other[-1] != '/')) continue;
            kill(pid, SIGKILL);
            found = 1;
        }
        closedir(all);
        // The first process of a namespace ends when all others have been waited for.
        int status;
        for (pid_t pid; (pid = waitpid(-1, &status, __WALL | WNOHANG)) > 0;) handle(pid, status, root, -1);
    }
}

static void trace(long wanted, const char *what, long hold, const char *root, char **command) {
    int ready[2];
    if (pipe(ready)) fail("pipe");
    runner = fork();
    if (!runner) {
        char go;
        close(ready[1]);
        if (read(ready[0], &go, 1) != 1) _exit(70);
        close(ready[0]);
        filter();
        execvp(command[0], command);
        fail(command[0]);
    }
    close(ready[0]);
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK
            | PTRACE_O_TRACECLONE;
    if (ptrace(PTRACE_SEIZE, runner, 0, options)) fail("ptrace");
    if (write(ready[1], "g", 1) != 1) fail("pipe");
    close(ready[1]);
    printf("runner %d\n", runner);
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0;) {
        if (!handle(pid, status, root, wanted)) continue;
        // The others go on meanwhile.
        for (struct timespec now, end = in(hold); clock_gettime(CLOCK_MONOTONIC, &now), before(now, end);) {
            pid_t other = waitpid(-1, &status, __WALL | WNOHANG);
            if (other > 0) handle(other, status, root, -1);
            else usleep(500);
        }
        if (!strcmp(what, "tree")) kill_all(root);
        else kill(runner, !strcmp(what, "stop") ? SIGSTOP : SIGKILL);
        ptrace(PTRACE_CONT, pid, 0, 0);
    }
}

int main(int argc, char **argv) {
    if (argc < 7) {
        fprintf(stderr, "usage: kill-at durable|content N tree|runner|stop HOLD ROOT COMMAND...\n");
        return 64;
    }
    if (!strcmp(argv[1], "content")) calls = CONTENT;
    // Whoever loses its parent comes to us: when there is nobody left, the tree is dead.
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)) fail("subreaper");
    setvbuf(stdout, NULL, _IOLBF, 0);
    pid_t tracer = fork();
    if (!tracer) {
        trace(atol(argv[2]), argv[3], atol(argv[4]), argv[5], argv + 6);
        return 0;
    }
    while (wait(NULL) > 0 || errno == EINTR) {}
    puts("done");
    return 0;
}
