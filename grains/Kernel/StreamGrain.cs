using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Practice.Shared;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>
/// An owner: load → decide → queue → answer when durable → tell others. Everything that a unit's or team's grain does goes
/// through <see cref="Execute{T}"/>.
/// </summary>
/// <remarks>
/// Turns interleave: a change is decided, applied and queued with no await between, and its answer waits for the commit, so one
/// busy owner fills whole batches. Nothing uncommitted leaves: refusals and reads wait for the newest change they have seen.
/// When a commit fails the activation is poisoned: what was decided upon the lost change must not be served.
/// </remarks>
[Reentrant]
internal abstract partial class StreamGrain(KernelServices services) : Grain, IPeer
{
    private readonly Dictionary<string, OutcomeRow> _outcomes = [];
    private bool _outcomesComplete;
    private Book _book = null!;
    private Task _newest = Task.CompletedTask;
    private Exception? _poison;

    protected KernelServices Services { get; } = services;

    protected string Stream { get; private set; } = "";

    protected Book Book => _book;

    protected abstract ItemKinds Kinds { get; }

    /// <summary>The path that rows of this owner carry.</summary>
    protected abstract string PathOf(Book book);

    /// <summary>What an ordered message changes. A message that means nothing (any more) changes nothing.</summary>
    protected abstract void Take(Draft draft, string from, Message message);

    /// <summary>What a child's report changes, if it is newer than what is known.</summary>
    /// <remarks>Who has nobody below takes in none.</remarks>
    protected virtual void TakeReport(Draft draft, string from, string topic, long version, string payload)
    {
    }

    /// <summary>The newest state of a topic, for a report; null = there is nothing to say (any more).</summary>
    protected virtual string? Report(Book book, string topic) => null;

    /// <summary>What an item that is due makes its owner do. It must move or clear the item's wake time, or it is asked again later.</summary>
    protected virtual void Due(Draft draft, Item item)
    {
    }

    /// <summary>Counts what has become durable. Changes nothing.</summary>
    protected virtual void Happened(Draft draft)
    {
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Stream = this.GetPrimaryKeyString();
        var contents = await Services.Store.Load(Stream, cancellationToken);
        var book = new Book(Stream) { Head = contents.Head };
        foreach (var row in contents.Open)
            if (Kinds.Read(row) is { } item)
                book = book.With(item);
        foreach (var mark in contents.Marks)
            book = book with { Marks = book.Marks.SetItem(mark.Sender, mark.Seq) };
        foreach (var outcome in contents.Outcomes)
            _outcomes[outcome.Key] = outcome;
        _outcomesComplete = contents.OutcomesComplete;
        _book = book;
        Owe(contents.Owed);
    }

    /// <summary>What follows from any decision of this owner, as part of it.</summary>
    protected virtual void Follow(Draft draft)
    {
    }

    /// <summary>Decides, applies, queues; answers when durable.</summary>
    /// <param name="decide">Writes into the draft, or refuses. Pure, synchronous.</param>
    /// <param name="subject">The id of the item that the answer shows, known once decided.</param>
    /// <param name="view">The answer, from the book and the subject's id.</param>
    protected async Task<Result<T>> Execute<T>(Operation operation, Func<Draft, Refusal?> decide, Func<string> subject, Func<Book, string, T?> view, Func<string, Task>? fetch = null)
    {
        var key = operation.Key is null ? null : operation.Caller.Subject + "\n" + operation.Key;
        if (key is not null && await Remembered(key) is { } remembered)
        {
            if (remembered.Fingerprint != (operation.Fingerprint ?? ""))
                return Refusal.Conflict("idempotency.mismatch", "This key was used with another request.");
            if (fetch is not null)
                await fetch(remembered.Result);
            await Durable();
            return Answer(view, remembered.Result, replayed: true);
        }

        EnsureSound();
        Services.Store.EnsureRoom();
        var draft = new Draft(_book, operation.Caller.Subject, Services.Clock.Now);
        if (decide(draft) is { } refusal)
        {
            await Durable();
            return refusal;
        }

        var id = subject();
        if (draft.IsEmpty)
        {
            await Durable();
            return Answer(view, id, replayed: false);
        }

        var outcome = key is null ? null : new OutcomeRow(key, operation.Fingerprint ?? "", id, draft.Now);
        var committed = Apply(draft, outcome);
        var answer = Answer(view, id, replayed: false);
        await committed;
        return answer;
    }

    /// <summary>Applies a decision and queues it. No await between deciding and this.</summary>
    protected Task Apply(Draft draft, OutcomeRow? outcome = null)
    {
        Follow(draft);
        var change = draft.Close(Guid.CreateVersion7(), PathOf(draft.Book), Kinds, IsOwed, outcome);
        _book = draft.Book;
        if (outcome is not null)
            _outcomes[outcome.Key] = outcome;
        MarkDirty(draft.Reports);
        if (KernelInstruments.Activities.HasListeners())
            change = KernelInstruments.Traced(change);
        return _newest = Commit(change, draft);
    }

    private async Task Commit(Change change, Draft draft)
    {
        try
        {
            await Services.Store.Commit(change);
        }
        catch (Exception e)
        {
            Poison(e);
            throw;
        }

        Owe(change.Outbox);
        Retire(change);
        Happened(draft);
    }

    private void Poison(Exception reason)
    {
        if (_poison is not null)
            return;
        _poison = reason;
        LogPoisoned(Services.Log, Stream, reason);
        DeactivateOnIdle();
    }

    /// <summary>Throws a retriable error when what this activation believes may not be durable.</summary>
    protected void EnsureSound()
    {
        if (_poison is not null)
            throw new OwnerReloadingException(Stream);
    }

    /// <summary>Completes when the newest change that the caller can have seen is durable.</summary>
    protected async Task Durable()
    {
        EnsureSound();
        await _newest;
        EnsureSound();
    }

    /// <summary>Reads the book as it is now; the answer leaves when it is durable.</summary>
    protected async Task<T> Read<T>(Func<Book, T> read)
    {
        EnsureSound();
        var answer = read(_book);
        await Durable();
        return answer;
    }

    private static Result<T> Answer<T>(Func<Book, string, T?> view, Book book, string id, bool replayed) =>
        view(book, id) is { } value ? new(value, null, replayed) : new(default, Refusal.NotFound("item", id), replayed);

    private Result<T> Answer<T>(Func<Book, string, T?> view, string id, bool replayed) => Answer(view, _book, id, replayed);

    private async Task<OutcomeRow?> Remembered(string key)
    {
        if (_outcomes.TryGetValue(key, out var known))
            return known;
        if (_outcomesComplete)
            return null;
        var stored = await Services.Store.Outcome(Stream, key, CancellationToken.None);
        return _outcomes.TryGetValue(key, out known) ? known : stored;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream} is reloaded: a change of it was not committed")]
    private static partial void LogPoisoned(ILogger logger, string stream, Exception reason);
}
