namespace Learning.Courses.Questions;

/// <summary>Something a question has in one format and cannot have in another. The code is also the resource key of the sentence that says so.</summary>
public sealed record Loss(string Code, params object[] Args)
{
    /// <summary>Whether the question must not be asked without it: a picture, a table.</summary>
    public bool Spoils { get; init; }

    public bool Equals(Loss? other) => other is not null && Code == other.Code && Spoils == other.Spoils && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Takes down what is lost while one question is converted, each thing once.</summary>
public sealed class LossList
{
    private readonly List<Loss> losses = [];

    public IReadOnlyList<Loss> All => losses;

    public void Add(string code, params object[] args) => Add(new Loss(code, args));

    public void AddSpoiling(string code, params object[] args) => Add(new Loss(code, args) { Spoils = true });

    public void Add(Loss loss)
    {
        if (!losses.Contains(loss))
        {
            losses.Add(loss);
        }
    }
}
