namespace Learning.Courses;

/// <summary>
/// Why the domain said no. The code is also the resource key of the sentence shown to the reader, so a refusal is always
/// said in words; the arguments fill its placeholders.
/// </summary>
public sealed record Refusal(string Code, params object[] Args);

/// <summary>What a use case gives back when it may say no: a value, or the reason why there is none. Never both.</summary>
public readonly record struct Outcome<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
