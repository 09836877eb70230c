namespace Learning.Web.Identity;

/// <summary>
/// An account that an administrator has locked, told apart from one that rests for a quarter of an hour after wrong passwords:
/// a stranger who guesses must not be able to end somebody's sessions.
/// </summary>
public static class AccountLock
{
    public static DateTimeOffset Forever { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool IsLocked(Account account) => account.LockoutEnd >= Forever;
}
