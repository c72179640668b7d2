namespace Practice.Shared;

/// <summary>Ages in whole years. Dates of birth are dates, never instants; somebody born on 29 February is a year older from 1 March on in common years.</summary>
public static class Ages
{
    public const int MayRegister = 8, OwnData = 14, Adult = 18;

    public static int On(DateOnly born, DateOnly day) =>
        day.Year - born.Year - (day.Month < born.Month || (day.Month == born.Month && day.Day < born.Day) ? 1 : 0);
}
