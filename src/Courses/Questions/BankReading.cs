using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;

namespace Learning.Courses.Questions;

/// <summary>
/// A bank as it was read, and what is wrong with it. A text is read once while anybody holds it: twenty thousand questions take
/// two seconds, and the check of a course, the papers drawn from it and its author all ask for the same.
/// </summary>
internal sealed record BankReading(QuestionBank Bank, IReadOnlyList<ContentProblem> Problems)
{
    // By the text object itself: when a new snapshot drops it, the reading goes with it.
    private static readonly ConditionalWeakTable<BankText, BankReading> Known = [];

    /// <summary>Files are read again and again, and mostly say the same: by file and hash, the object that held such a text last.</summary>
    private static readonly ConcurrentDictionary<(string File, string Hash), WeakReference<BankText>> Last = new();

    public static BankReading Of(BankText text) => Known.GetValue(text, KnownOrRead);

    private static BankReading KnownOrRead(BankText text)
    {
        var reading = Last.TryGetValue((text.File, text.Hash), out var last) && last.TryGetTarget(out var same) && IsSame(same.Scope, text.Scope) && Known.TryGetValue(same, out var known)
            ? known
            : Read(text);
        Last[(text.File, text.Hash)] = new WeakReference<BankText>(text);
        foreach (var gone in Last.Where(l => !l.Value.TryGetTarget(out _)).ToList())
        {
            Last.TryRemove(gone);
        }

        return reading;
    }

    /// <summary>A question may lead to a lesson and show a figure; whether these are there is a part of what is wrong.</summary>
    private static bool IsSame(TextScope one, TextScope other) =>
        one.LessonKeys.SetEquals(other.LessonKeys)
        && one.Figures.Count == other.Figures.Count
        && one.Figures.All(f => other.Figures.GetValueOrDefault(f.Key)?.Hash == f.Value.Hash);

    private static BankReading Read(BankText text)
    {
        var problems = new ProblemList(text.File);
        return new BankReading(BankReader.Read(text.Text, text.Scope, problems), problems.ToList());
    }
}
