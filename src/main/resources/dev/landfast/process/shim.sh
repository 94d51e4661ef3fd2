# The shim of one task: keeps it, caps its log, writes down how it ended. Outlives its starter.
#
#   setsid sh shim run STATE ID CONTROL HEAD PIECE SPLIT DIR COMMAND...
#   setsid sh shim hold CONTROL   the same, but its input says later, in two equal lines, what STATE
#                           is; in STATE/words is a command that sets the words behind `run`. When the
#                           input ends before, so does the shim.
#
# STATE    the task's state directory; STATE/pid is held open by everything below the shim
# CONTROL  pid (own PID namespace), user (the same through a user namespace) or group
# HEAD     bytes of each log kept from its beginning, PIECE: twice this is kept of its end
# SPLIT    yes: stderr goes to STATE/stderr, no: to STATE/log like stdout
# DIR      where the command works; the shim itself stays out of it
#
# Exit codes: 0 the result is in STATE/rc, 73 the command never began, 74 STATE cannot be written,
# 75 STATE is taken.
# Names begin with _lf_ because every variable of the task's environment is also one of this shell;
# tools have absolute paths, in lines that are put in front of this, because PATH is the task's. A
# fork costs a millisecond, so what the shell can do itself it does.
# shellcheck disable=SC2154

# Becomes the command: no descriptor of the shim but the pid file, no variable a shell adds by itself.
become() {
    exec 7>&-
    unset PWD OLDPWD SHLVL
    if [ -n "${BASH_VERSION-}" ]; then
        exec "$_lf_env" -u _ -- "$@"
    fi
    exec "$@"
}

# Sets _lf_session and _lf_state of process $1 (status 1 when there is no such process).
inspect() {
    { read -r _lf_stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    _lf_rest=${_lf_stat##*) }
    _lf_state_of=${_lf_rest%% *}
    _lf_rest=${_lf_rest#* * * }
    _lf_session=${_lf_rest%% *}
}

# Whether process $1 is the first of a namespace within ours: it stays for a moment when the last of
# its processes has ended, and is nobody's work.
leads_nested() {
    while read -r _lf_word _lf_rest; do
        case $_lf_word$_lf_rest in
        NSpid:*[!0-9]1) return 0 ;;
        NSpid:*) return 1 ;;
        esac
    done 2>/dev/null <"/proc/$1/status"
    # Gone meanwhile: nobody's work either.
    ! inspect "$1"
}

# First process of the namespace. It has no signal handlers, so the kernel ignores every signal to
# it but the SIGKILL of its maker; when it ends, the kernel kills all that is left.
lead_namespace() {
    echo "begun" >&7 || exit 74
    (become "$_lf_setsid" "$@")
    _lf_code=$?
    _lf_strays=0
    for _lf_p in /proc/[0-9]*; do
        if [ "$_lf_p" != /proc/1 ] && inspect "${_lf_p#/proc/}" && [ "$_lf_state_of" != Z ] &&
            ! leads_nested "${_lf_p#/proc/}"; then
            _lf_strays=$((_lf_strays + 1))
        fi
    done
    echo "ended $_lf_code $_lf_strays" >&7
    exit 0
}

# Without a namespace: leader of the task's session, known to the shim before it runs anything.
lead_session() {
    echo "begun $$" >&7 || exit 74
    become "$@"
}

# ---------------------------------------------------------------------------------- the log's cap

# Sets _lf_size of the file that is open as descriptor $1 and called $2, without a fork on Linux.
measure() {
    if [ -r "/proc/self/fdinfo/$1" ]; then
        read -r _lf_label _lf_size <"/proc/self/fdinfo/$1"
    else
        _lf_size=$("$_lf_wc" -c <"$2")
    fi
}

# Sets _lf_records, how many reads the dd that wrote its statistics to $1 made; fewer than asked
# means the end of the input. Status 1 when it could not write.
records() {
    while read -r _lf_word _lf_rest; do
        case $_lf_word in
        *[!0-9+]*) ;;
        *+*)
            _lf_records=$((${_lf_word%+*} + ${_lf_word#*+}))
            [ "$_lf_status" -eq 0 ]
            return
            ;;
        esac
    done <"$1"
    return 1
}

# The disk is full: the task goes on, its output is dropped, and the log counts as cut.
drain() {
    echo "cannot write $1" >&2
    echo cut >>"$_lf_state/course"
    exec "$_lf_cat" >/dev/null
}

# Copies its input to the log $1 as it comes. What comes after HEAD bytes goes into two files in
# turns, and the last of that ends the log: nothing grows for ever, whoever is alive to watch.
keep() {
    command exec 5>>"$1" || drain "$1"
    _lf_block=$((_lf_head / 256))
    [ "$_lf_block" -ge 128 ] || _lf_block=128
    [ "$_lf_block" -le 65536 ] || _lf_block=65536
    _lf_size=0
    # A record is one read, short when little was there: never more than what is left.
    while [ $((_lf_head - _lf_size)) -ge $((4 * _lf_block)) ]; do
        _lf_ask=$(((_lf_head - _lf_size) / _lf_block))
        LC_ALL=C "$_lf_dd" bs="$_lf_block" count="$_lf_ask" >&5 2>"$1.dd"
        _lf_status=$?
        records "$1.dd" || drain "$1"
        [ "$_lf_records" -eq "$_lf_ask" ] || return 0
        measure 5 "$1"
    done
    rotate "$1"
}

# The rest of the input of a log $1 that has its HEAD bytes. Full records here, because a file must
# not be over after a few short ones; small ones, so that a slow talker is seen to talk. The files
# are large enough for a fork to be rare.
rotate() {
    _lf_old=$1.a _lf_new=$1.b _lf_passed=0 _lf_before=0
    _lf_ask=1 _lf_full=$((_lf_piece / 16384))
    [ "$_lf_full" -ge 256 ] || _lf_full=256
    : >"$_lf_old" || drain "$1"
    while :; do
        command exec 6>"$_lf_new" || drain "$1"
        LC_ALL=C "$_lf_dd" bs=16384 count="$_lf_ask" iflag=fullblock >&6 2>"$1.dd"
        _lf_status=$?
        records "$1.dd" || drain "$1"
        measure 6 "$_lf_new"
        [ "$_lf_passed$_lf_size" != 00 ] || return 0
        if [ "$_lf_passed" -eq 0 ]; then
            printf '\n[landfast: log limit reached: of what follows the end is kept]\n' >&5
        fi
        _lf_passed=$((_lf_passed + _lf_size))
        [ "$_lf_records" -eq "$_lf_ask" ] || break
        _lf_swap=$_lf_old _lf_old=$_lf_new _lf_new=$_lf_swap
        _lf_ask=$_lf_full _lf_before=$_lf_size
    done
    _lf_kept=$((_lf_before + _lf_size))
    [ "$_lf_kept" -le $((2 * _lf_piece)) ] || _lf_kept=$((2 * _lf_piece))
    if [ "$_lf_passed" -gt "$_lf_kept" ]; then
        echo cut >>"$_lf_state/course"
        printf '[landfast: %s bytes left out]\n' $((_lf_passed - _lf_kept)) >&5
    fi
    "$_lf_cat" "$_lf_old" "$_lf_new" | "$_lf_tail" -c "$_lf_kept" >&5 || drain "$1"
    : >"$_lf_old"
    : >"$_lf_new"
}

# ------------------------------------------------------------------------------------ the command

# Without a namespace: kills what the command left behind, until nothing is found any more. Found
# are its group, its environment marker, and whoever still holds the pid file
# or a pipe to the logs (descriptors 4 and 6).
stop_strays() {
    _lf_killed=0
    while read -r _lf_word _lf_rest && [ "$_lf_word" != begun ]; do :; done <"$_lf_state/course"
    _lf_leader=$_lf_rest
    [ -n "$_lf_leader" ] || return 0
    for _lf_p in /proc/[0-9]*; do
        if inspect "${_lf_p#/proc/}" && [ "$_lf_session" = "$_lf_leader" ] &&
            [ "$_lf_state_of" != Z ] && ! leads_nested "${_lf_p#/proc/}"; then
            _lf_killed=1
        fi
    done
    kill -s KILL -- "-$_lf_leader" 2>/dev/null
    exec 4>&1 6>&2
    inspect self || return 0
    _lf_own=$_lf_session
    _lf_round=0
    while [ "$_lf_round" -lt 100 ]; do
        _lf_round=$((_lf_round + 1))
        _lf_found=no
        for _lf_p in $(
            "$_lf_grep" -lzxF -e "LANDFAST_TASK=$_lf_id" /proc/[0-9]*/environ 2>/dev/null
            "$_lf_find" -L /proc/[0-9]*/fd -maxdepth 1 '(' -samefile "$_lf_state/pid" \
                -o -samefile /proc/self/fd/4 -o -samefile /proc/self/fd/6 ')' 2>/dev/null
        ); do
            _lf_p=${_lf_p#/proc/}
            _lf_p=${_lf_p%%/*}
            if inspect "$_lf_p" && [ "$_lf_session" != "$_lf_own" ] &&
                [ "$_lf_state_of" != Z ]; then
                leads_nested "$_lf_p" && _lf_nested=0 || _lf_nested=1
                kill -s KILL "$_lf_p" 2>/dev/null && _lf_killed=$((_lf_killed + _lf_nested))
                _lf_found=yes
            fi
        done
        [ "$_lf_found" = yes ] || break
    done
}

# Runs the command; descriptor 7 learns when it begins and how it ends.
work() {
    cd -P -- "$_lf_dir" || exit 1
    export LANDFAST_TASK="$_lf_id"
    namespace init "$@"
    "$_lf_setsid" "$_lf_sh" "$_lf_shim" lead "$@"
    _lf_code=$?
    stop_strays
    echo "ended $_lf_code $_lf_killed" >&7
}

# Becomes the part $1 of this script in a namespace, if there are any here.
namespace() {
    case $_lf_control in
    pid)
        exec "$_lf_unshare" --pid --fork --kill-child --mount-proc \
            "$_lf_sh" "$_lf_shim" "$@"
        ;;
    user)
        exec "$_lf_unshare" --user --map-current-user --pid --fork --kill-child --mount-proc \
            "$_lf_sh" "$_lf_shim" "$@"
        ;;
    esac
}

# Sets _lf_name: number and start time of the shim. With the start time (the 22nd of all) nobody
# takes a later process of the same number for this one.
name() {
    _lf_start=unknown
    inspect $$ && start_time
    _lf_name="$$ $_lf_start"
}

start_time() {
    # shellcheck disable=SC2086 # the fields are numbers
    set -- ${_lf_stat##*) }
    _lf_start=${20}
}

# --------------------------------------------------------------------------- from claim to result

# Names the first seven words.
know() {
    _lf_state=$1 _lf_id=$2 _lf_control=$3 _lf_head=$4 _lf_piece=$5 _lf_split=$6 _lf_dir=$7
}

# The pid file is also the claim: who creates it may run, and nobody ever again.
claim() {
    [ ! -e "$_lf_state/pid" ] || return 75
    set -C
    printf '%s\n' "$_lf_name" >"$_lf_state/pid" || {
        [ ! -s "$_lf_state/pid" ] || return 75
        return 74
    }
    set +C
    # The result gets its block now: a disk that is full by then cannot eat it. It is written over
    # in one write of the same 32 bytes, so a reader sees either all of it or "running".
    printf '%-31s\n' running >"$_lf_state/rc" || return 74
}

# Whether the claim is this shim's.
is_claimed() {
    [ -s "$_lf_state/pid" ] && read -r _lf_rest <"$_lf_state/pid" && [ "$_lf_rest" = "$_lf_name" ]
}

# Runs the command. Every process below inherits the pid file and can be found by it.
run() {
    command exec 9<"$_lf_state/pid" || exit 74
    if [ "$_lf_split" = yes ]; then
        {
            work "$@" 2>&3 3>&- 7>>"$_lf_state/course" | keep "$_lf_state/log"
        } 3>&1 | keep "$_lf_state/stderr"
    else
        work "$@" 2>&1 7>>"$_lf_state/course" | keep "$_lf_state/log"
    fi
}

# Sets _lf_result to what the course says; status 1 when the command never began. Begun and not
# ended: only SIGKILL to the namespace does that.
course() {
    _lf_result=
    [ -e "$_lf_state/course" ] || return 1
    while read -r _lf_word _lf_rest; do
        case $_lf_word in
        begun) _lf_result='137 0' ;;
        ended) _lf_result=$_lf_rest ;;
        esac
    done <"$_lf_state/course"
    [ -n "$_lf_result" ]
}

# Runs what has not begun yet, and writes down how it ended.
finish() {
    shift 7
    course || {
        run "$@"
        course || exit 73
    }
    write_down
}

write_down() {
    printf '%-31s\n' "ended $_lf_result" 1<>"$_lf_state/rc" || exit 74
    exit 0
}

start() {
    know "$@"
    claim || exit $?
    finish "$@"
}

# -------------------------------------------------------------------- made before its task is known

# Calls the function $2 with the words of the task whose state directory is $1.
with_words() {
    _lf_then=$2
    . "$1/words"
    "$_lf_then" "$@"
}

# Waits for the state directory of a task, a line, and calls the function $1 with its words. Whoever
# makes a shim ahead and dies leaves a part of the line, or nothing.
told() {
    IFS= read -r _lf_state || exit 0
    exec </dev/null
    with_words "$_lf_state" "$1"
}

# The shim's own output is nobody's, so from here on it goes where one that was not made ahead has
# it from the beginning.
adopt() {
    know "$@"
    exec >>"$_lf_state/shim.log" 2>&1
}

# Namespace and keeper of the log wait for the task: the first is told what it is, claims it and
# tells the second, and both end when it has ended, or when the input does. The shim waits for that
# and is told by a line of its own; nobody reads more of the input than one.
hold() {
    _lf_control=$1
    [ "$_lf_control" != group ] || told start_ahead
    below ready "$_lf_name" | keep_ahead
    _lf_code=$?
    case $_lf_code in 74 | 75) exit "$_lf_code" ;; esac
    IFS= read -r _lf_state || exit 0
    exec </dev/null 2>>"$_lf_state/shim.log"
    # The words are of no use any more, and the task may have changed them.
    is_claimed && course && write_down
    with_words "$_lf_state" finish_ahead
}

# Whatever descends from it is known to be part of a task, its first process included.
below() {
    export LANDFAST_TASK=
    namespace "$@"
}

start_ahead() {
    adopt "$@"
    start "$@"
}

# Claims the task, tells the keeper in two lines what it keeps, or in one that it may not, and becomes
# the first process of the namespace.
join() {
    know "$@"
    shift 7
    exec 2>>"$_lf_state/shim.log"
    claim || {
        echo "refused $?"
        exit 0
    }
    exec 7>>"$_lf_state/course" 9<"$_lf_state/pid"
    printf '%s\n' "$_lf_state" "$_lf_head $_lf_piece"
    exec 2>&1
    cd -P -- "$_lf_dir" || exit 1
    export LANDFAST_TASK="$_lf_id"
    lead_namespace "$@"
}

keep_ahead() {
    IFS= read -r _lf_state || exit 0
    case $_lf_state in refused*) exit "${_lf_state#refused }" ;; esac
    read -r _lf_head _lf_piece || exit 0
    exec 9<"$_lf_state/pid" 2>>"$_lf_state/shim.log"
    keep "$_lf_state/log"
}

# The namespace may have died before it claimed the task, or before the command began; then that
# begins the usual way.
finish_ahead() {
    adopt "$@"
    is_claimed || claim || exit $?
    finish "$@"
}

_lf_shim=$0 _lf_part=$1
shift
case $_lf_part in
run)
    name
    start "$@"
    ;;
hold)
    name
    hold "$@"
    ;;
ready)
    _lf_name=$1
    told join
    ;;
init) lead_namespace "$@" ;;
lead) lead_session "$@" ;;
esac
